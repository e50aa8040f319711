#include <symbol_versions.h>

#include "host_times.h"
#include "masked_wait.h"

template<typename TimeSpec>
static int
select_with_mask(int count, void* readSet, void* writeSet, void* errorSet,
	const TimeSpec* timeout, const host_sigset* mask)
{
	host_time_copy time(timeout);
	return wait_with_host_mask(mask, [&](const void* kernelMask) {
		/* pselect6(2): its sixth argument points to mask and size. */
		const struct {
			const void*	mask;
			size_t		size;
		} maskArgument = { kernelMask, sizeof(linux_sigset) };
		return cancellable_masked_wait(SYS_pselect64, count, readSet, writeSet,
			errorSet, time.pointer(), &maskArgument);
	});
}

/* The host's pselect(). Errors: as the kernel says; a bad timeout is a fault.
 * Async-signal-safe; a cancellation point. */
extern "C" LIBROOT_EXPORT int
__pselect_host(int count, void* readSet, void* writeSet, void* errorSet,
	const struct timespec* timeout, const host_sigset* mask)
{
	return select_with_mask(count, readSet, writeSet, errorSet, timeout, mask);
}

HOST_VERSION(__pselect_host, pselect, HOST_BASE_NODE);

#if defined(__i386__)
extern "C" LIBROOT_EXPORT int
__pselect64_host(int count, void* readSet, void* writeSet, void* errorSet,
	const wide_timespec* timeout, const host_sigset* mask)
{
	return select_with_mask(count, readSet, writeSet, errorSet, timeout, mask);
}

HOST_VERSION(__pselect64_host, __pselect64, GLIBC_2.34);
#endif
