#include <signal_functions.h>
#include <symbol_versions.h>

/* As wait4() without usage (POSIX). */
extern "C" LIBROOT_EXPORT pid_t
__waitpid(pid_t child, int* status, int options)
{
	return __wait4(child, status, options, nullptr);
}

CURRENT_VERSION(__waitpid, waitpid);
