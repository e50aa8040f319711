#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigset(): as the current one, in terms of the legacy
 * sigaction(). */
extern "C" LIBROOT_EXPORT __sighandler_t
__sigset_beos(int signal, __sighandler_t handler)
{
	const bool hold = handler == SIG_HOLD;
	if (!is_legacy_signal_number(signal) || handler == SIG_ERR
		|| (hold && (signal == SIGKILL || signal == SIGSTOP
			|| signal == SIGKILLTHR))) {
		errno = EINVAL;
		return SIG_ERR;
	}
	const struct sigaction_beos action = { handler, 0, 0, nullptr };
	struct sigaction_beos oldAction;
	if (__sigaction_beos(signal, hold ? nullptr : &action, &oldAction) != 0)
		return SIG_ERR;
	const beos_sigset_t set = (beos_sigset_t)set_of(signal);
	beos_sigset_t oldSet;
	change_legacy_mask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, &oldSet);
	return (oldSet & set) != 0 ? SIG_HOLD : oldAction.sa_handler;
}

LEGACY_VERSION(__sigset_beos, sigset);
