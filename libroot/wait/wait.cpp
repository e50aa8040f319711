#include <signal_functions.h>
#include <symbol_versions.h>

/* As waitpid() for any child, without options (POSIX). */
extern "C" LIBROOT_EXPORT pid_t
__wait(int* status)
{
	return __wait4(-1, status, 0, nullptr);
}

CURRENT_VERSION(__wait, wait);
