#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* Sets a handler with an empty mask and SA_RESTART; returns the one before.
 * SIG_ERR with EINVAL: no such signal, one that cannot be caught, or SIG_ERR
 * as the handler. Async-signal-safe. */
extern "C" LIBROOT_EXPORT __sighandler_t
__signal(int signal, __sighandler_t handler)
{
	if (handler == SIG_ERR) {
		errno = EINVAL;
		return SIG_ERR;
	}
	struct sigaction action = {};
	action.sa_handler = handler;
	action.sa_flags = SA_RESTART;
	struct sigaction oldAction;
	if (__sigaction(signal, &action, &oldAction) != 0)
		return SIG_ERR;
	return oldAction.sa_handler;
}

CURRENT_VERSION(__signal, signal);
