#include <errno_result.h>
#include <symbol_versions.h>
#include <time_span.h>

template<typename TimeSpec>
static int
timed_pselect(int count, fd_set* readSet, fd_set* writeSet, fd_set* errorSet,
	const TimeSpec* userTimeout, const sigset_t* mask)
{
	time_span timeout;
	if (userTimeout != nullptr) {
		const int error = copy_time_span(userTimeout, timeout);
		if (error != 0)
			return errno_result(error);
	}
	return errno_result(_kern_select(count, readSet, writeSet, errorSet,
		userTimeout != nullptr ? &timeout : nullptr, mask));
}

/* select() with a timeout in nanoseconds that stays as it is, and another mask
 * while it waits (POSIX); null pointers as there. EBADF, EINTR, EINVAL,
 * EFAULT. A cancellation point; async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__pselect(int count, fd_set* readSet, fd_set* writeSet, fd_set* errorSet,
	const struct timespec* timeout, const sigset_t* mask)
{
	return timed_pselect(count, readSet, writeSet, errorSet, timeout, mask);
}

CURRENT_VERSION(__pselect, pselect);

#if defined(__i386__)
extern "C" LIBROOT_EXPORT int
__pselect_wide(int count, fd_set* readSet, fd_set* writeSet, fd_set* errorSet,
	const wide_timespec* timeout, const sigset_t* mask)
{
	return timed_pselect(count, readSet, writeSet, errorSet, timeout, mask);
}

CURRENT_VERSION(__pselect_wide, __pselect64);
#endif
