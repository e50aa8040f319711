#include <errno_result.h>
#include <symbol_versions.h>
#include <time_span.h>

template<typename TimeSpec>
static int
timed_ppoll(struct pollfd* fds, nfds_t count,
	const TimeSpec* userTimeout, const sigset_t* mask)
{
	time_span timeout;
	if (userTimeout != nullptr) {
		const int error = copy_time_span(userTimeout, timeout);
		if (error != 0)
			return errno_result(error);
	}
	return errno_result(_kern_poll(fds, count,
		userTimeout != nullptr ? &timeout : nullptr, mask));
}

/* poll() with a timeout in nanoseconds that stays as it is, and another mask
 * while it waits (POSIX 2024); null pointers: for ever, the mask as it is.
 * EINTR, EINVAL, EFAULT. A cancellation point; async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__ppoll(struct pollfd* fds, nfds_t count,
	const struct timespec* timeout, const sigset_t* mask)
{
	return timed_ppoll(fds, count, timeout, mask);
}

CURRENT_VERSION(__ppoll, ppoll);

#if defined(__i386__)
extern "C" LIBROOT_EXPORT int
__ppoll_wide(struct pollfd* fds, nfds_t count,
	const wide_timespec* timeout, const sigset_t* mask)
{
	return timed_ppoll(fds, count, timeout, mask);
}

CURRENT_VERSION(__ppoll_wide, __ppoll64);
#endif
