#include <errno.h>

#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* XSI: takes a signal out of the thread's mask. EINVAL: no such signal.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigrelse(int signal)
{
	if (!is_signal_number(signal))
		return errno_result(-EINVAL);
	const sigset_t set = set_of(signal);
	return errno_result(-change_mask(SIG_UNBLOCK, &set, nullptr));
}

CURRENT_VERSION(__sigrelse, sigrelse);
