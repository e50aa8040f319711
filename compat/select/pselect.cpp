#include <errno_result.h>
#include <legacy_abi.h>
#include <symbol_versions.h>
#include <time_span.h>

#include "../signal/legacy_wait_mask.h"

/* The legacy pselect(). The descriptor sets are as long as count says; what
 * current code has blocked stays blocked. */
extern "C" LIBROOT_EXPORT int
__pselect_beos(int count, fd_set* readSet, fd_set* writeSet, fd_set* errorSet,
	const struct timespec* userTimeout, const beos_sigset_t* mask)
{
	time_span timeout;
	int error = 0;
	if (userTimeout != nullptr)
		error = copy_time_span(userTimeout, timeout);
	sigset_t wide;
	if (error == 0 && mask != nullptr) {
		error = _kern_check_user_memory(mask, sizeof(*mask), false);
		if (error == 0)
			wide = legacy_wait_mask(*mask);
	}
	return errno_result(error != 0 ? error : _kern_select(count, readSet,
		writeSet, errorSet, userTimeout != nullptr ? &timeout : nullptr,
		mask != nullptr ? &wide : nullptr));
}

LEGACY_VERSION(__pselect_beos, pselect);
