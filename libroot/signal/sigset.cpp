#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* XSI: blocks the signal (SIG_HOLD), or sets its disposition and unblocks it.
 * Returns SIG_HOLD if it was blocked, else the disposition before.
 * SIG_ERR with EINVAL: as signal(). Async-signal-safe. */
extern "C" LIBROOT_EXPORT __sighandler_t
__sigset(int signal, __sighandler_t handler)
{
	if (!is_signal_number(signal) || handler == SIG_ERR) {
		errno = EINVAL;
		return SIG_ERR;
	}
	const sigset_t set = set_of(signal);
	struct sigaction oldAction;
	if (handler == SIG_HOLD) {
		if (signal == SIGKILL || signal == SIGSTOP || signal == SIGKILLTHR) {
			errno = EINVAL;
			return SIG_ERR;
		}
		if (__sigaction(signal, nullptr, &oldAction) != 0)
			return SIG_ERR;
	} else {
		struct sigaction action = {};
		action.sa_handler = handler;
		if (__sigaction(signal, &action, &oldAction) != 0)
			return SIG_ERR;
	}
	sigset_t oldSet;
	change_mask(handler == SIG_HOLD ? SIG_BLOCK : SIG_UNBLOCK, &set, &oldSet);
	return (oldSet & set) != 0 ? SIG_HOLD : oldAction.sa_handler;
}

CURRENT_VERSION(__sigset, sigset);
