#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

#include "legacy_wait_mask.h"

/* The legacy sigsuspend(). What current code has blocked stays blocked.
 * Always -1: EINTR, EFAULT. A cancellation point; async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigsuspend_beos(const beos_sigset_t* mask)
{
	const int error = _kern_check_user_memory(mask, sizeof(*mask), false);
	if (error != 0)
		return errno_result(error);
	const sigset_t wide = legacy_wait_mask(*mask);
	return errno_result(_kern_sigsuspend(&wide));
}

LEGACY_VERSION(__sigsuspend_beos, sigsuspend);
