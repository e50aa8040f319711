#include <signal_functions.h>
#include <symbol_versions.h>

/* XSI: ignores a signal. EINVAL: no such signal, or one that cannot be
 * ignored. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigignore(int signal)
{
	struct sigaction action = {};
	action.sa_handler = SIG_IGN;
	return __sigaction(signal, &action, nullptr);
}

CURRENT_VERSION(__sigignore, sigignore);
