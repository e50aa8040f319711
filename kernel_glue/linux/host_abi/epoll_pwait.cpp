#include <time.h>

#include <symbol_versions.h>

#include "host_times.h"
#include "masked_wait.h"

/* The host's epoll_pwait() and epoll_pwait2(). Errors: as the kernel says.
 * Async-signal-safe; cancellation points. */
extern "C" LIBROOT_EXPORT int
__epoll_pwait_host(int epoll, void* events, int count, int timeout,
	const host_sigset* mask)
{
	return wait_with_host_mask(mask, [=](const void* kernelMask) {
		return cancellable_masked_wait(SYS_epoll_pwait, epoll, events, count,
			timeout, kernelMask, sizeof(linux_sigset));
	});
}

/* timeout: the kernel's 64-bit time. */
extern "C" LIBROOT_EXPORT int
__epoll_pwait2_time64_host(int epoll, void* events, int count,
	const void* timeout, const host_sigset* mask)
{
	return wait_with_host_mask(mask, [=](const void* kernelMask) {
		return cancellable_masked_wait(SYS_epoll_pwait2, epoll, events, count,
			timeout, kernelMask, sizeof(linux_sigset));
	});
}

HOST_VERSION(__epoll_pwait_host, epoll_pwait, GLIBC_2.6);

#if defined(__i386__)
extern "C" LIBROOT_EXPORT int
__epoll_pwait2_host(int epoll, void* events, int count,
	const struct timespec* timeout, const host_sigset* mask)
{
	host_time_copy time(timeout);
	return __epoll_pwait2_time64_host(epoll, events, count, time.pointer(),
		mask);
}

HOST_VERSION(__epoll_pwait2_host, epoll_pwait2, GLIBC_2.35);
HOST_VERSION(__epoll_pwait2_time64_host, __epoll_pwait2_time64, GLIBC_2.35);
#else
HOST_VERSION(__epoll_pwait2_time64_host, epoll_pwait2, GLIBC_2.35);
#endif
