#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigpending(): a pending SIGBUS shows as SIGSEGV. EFAULT. */
extern "C" LIBROOT_EXPORT int
__sigpending_beos(beos_sigset_t* set)
{
	int error = _kern_check_user_memory(set, sizeof(*set), true);
	sigset_t pending;
	if (error == 0)
		error = _kern_sigpending(&pending);
	if (error == 0)
		*set = narrow_set(pending);
	return errno_result(error);
}

LEGACY_VERSION(__sigpending_beos, sigpending);
