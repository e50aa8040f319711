#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* XSI: waits for a signal, with this one unblocked meanwhile. Always -1: EINTR
 * after a handler has run, EINVAL for no signal's number. A cancellation
 * point; async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigpause(int signal)
{
	if (!is_signal_number(signal))
		return errno_result(-EINVAL);
	sigset_t mask;
	change_mask(SIG_BLOCK, nullptr, &mask);
	mask &= ~set_of(signal);
	return errno_result(_kern_sigsuspend(&mask));
}

CURRENT_VERSION(__sigpause, sigpause);
