#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy waitpid(): a child that died of SIGBUS shows SIGSEGV. */
extern "C" LIBROOT_EXPORT pid_t
__waitpid_beos(pid_t child, int* status, int options)
{
	const pid_t result = __wait4(child, status, options, nullptr);
	if (result > 0 && status != nullptr && WIFSIGNALED(*status)
		&& WTERMSIG(*status) == SIGBUS) {
		*status = W_EXITCODE(0, SIGSEGV)
			| (WCOREDUMP(*status) ? WCOREFLAG : 0);
	}
	return result;
}

LEGACY_VERSION(__waitpid_beos, waitpid);
