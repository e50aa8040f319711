#include <signal_functions.h>
#include <symbol_versions.h>

/* XSI: whether system calls that the signal interrupts fail with EINTR
 * (interrupt is not 0) or are restarted. EINVAL: no such signal, or one that
 * cannot be caught. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__siginterrupt(int signal, int interrupt)
{
	struct sigaction action;
	if (__sigaction(signal, nullptr, &action) != 0)
		return -1;
	if (interrupt != 0)
		action.sa_flags &= ~SA_RESTART;
	else
		action.sa_flags |= SA_RESTART;
	return __sigaction(signal, &action, nullptr);
}

CURRENT_VERSION(__siginterrupt, siginterrupt);
