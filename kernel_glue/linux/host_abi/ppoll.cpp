#include <poll.h>

#include <symbol_versions.h>

#include "host_times.h"
#include "masked_wait.h"

/* glibc's end of a program whose buffer is smaller than it says. */
extern "C" void __chk_fail() __attribute__((noreturn));

template<typename TimeSpec>
static int
poll_with_mask(struct pollfd* fds, nfds_t count, const TimeSpec* timeout,
	const host_sigset* mask)
{
	host_time_copy time(timeout);
	return wait_with_host_mask(mask, [&](const void* kernelMask) {
		return cancellable_masked_wait(SYS_ppoll64, fds, count, time.pointer(),
			kernelMask, sizeof(linux_sigset));
	});
}

/* The host's ppoll(). Errors: as the kernel says; a bad timeout is a fault.
 * Async-signal-safe; a cancellation point. */
extern "C" LIBROOT_EXPORT int
__ppoll_host(struct pollfd* fds, nfds_t count, const struct timespec* timeout,
	const host_sigset* mask)
{
	return poll_with_mask(fds, count, timeout, mask);
}

/* What ppoll() is with _FORTIFY_SOURCE; size: of fds, in bytes. */
extern "C" LIBROOT_EXPORT int
__ppoll_chk_host(struct pollfd* fds, nfds_t count,
	const struct timespec* timeout, const host_sigset* mask, size_t size)
{
	if (size / sizeof(*fds) < count)
		__chk_fail();
	return poll_with_mask(fds, count, timeout, mask);
}

HOST_VERSION(__ppoll_host, ppoll, GLIBC_2.4);
HOST_VERSION(__ppoll_chk_host, __ppoll_chk, GLIBC_2.16);

#if defined(__i386__)
extern "C" LIBROOT_EXPORT int
__ppoll64_host(struct pollfd* fds, nfds_t count, const wide_timespec* timeout,
	const host_sigset* mask)
{
	return poll_with_mask(fds, count, timeout, mask);
}

HOST_VERSION(__ppoll64_host, __ppoll64, GLIBC_2.34);
#endif
