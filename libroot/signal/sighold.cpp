#include <errno.h>

#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* XSI: adds a signal to the thread's mask. EINVAL: no such signal.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sighold(int signal)
{
	if (!is_signal_number(signal))
		return errno_result(-EINVAL);
	const sigset_t set = set_of(signal);
	return errno_result(-change_mask(SIG_BLOCK, &set, nullptr));
}

CURRENT_VERSION(__sighold, sighold);
