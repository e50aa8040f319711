#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>
#include <time_span.h>

/* info may be null. Returns the signal, or a negative error number. */
__attribute__((always_inline)) static inline int
wait_for_signal(const sigset_t* set, siginfo_t* info, const time_span* timeout)
{
	if (info != nullptr) {
		const int error = _kern_check_user_memory(info, sizeof(*info), true);
		if (error != 0)
			return error;
	}
	uint32 flags = 0;
	bigtime_t microseconds = 0;
	bool isValid = true;
	if (timeout != nullptr) {
		constexpr int64_t MAX_SECONDS = INT64_MAX / 1000000 - 1;
		isValid = timeout->nanoseconds >= 0
			&& timeout->nanoseconds < 1000000000 && timeout->seconds >= 0;
		flags = B_RELATIVE_TIMEOUT;
		/* At least as long as asked for. A bad timeout matters only if there
		 * is something to wait for (POSIX, sigtimedwait()). */
		if (isValid) {
			microseconds = timeout->seconds < MAX_SECONDS
				? timeout->seconds * 1000000
					+ (timeout->nanoseconds + 999) / 1000
				: INT64_MAX;
		}
	}
	siginfo_t taken;
	const int error = _kern_sigwait(set, &taken, flags, microseconds);
	if (error != 0)
		return error == -EAGAIN && !isValid ? -EINVAL : error;
	if (info != nullptr)
		*info = taken;
	return taken.si_signo;
}

template<typename TimeSpec>
static int
timed_wait(const sigset_t* set, siginfo_t* info, const TimeSpec* userTimeout)
{
	if (userTimeout == nullptr)
		return errno_result(wait_for_signal(set, info, nullptr));
	time_span timeout;
	const int error = copy_time_span(userTimeout, timeout);
	return errno_result(error != 0 ? error
		: wait_for_signal(set, info, &timeout));
}

/* Takes a signal of the set off, waiting until the timeout (relative; null:
 * for ever) if none is pending (POSIX). info may be null. Returns the signal.
 * EAGAIN: timed out. EINTR: a handler ran. EINVAL: a timeout that is negative
 * or not normalised. EFAULT. A cancellation point. */
extern "C" LIBROOT_EXPORT int
__sigtimedwait(const sigset_t* set, siginfo_t* info,
	const struct timespec* timeout)
{
	return timed_wait(set, info, timeout);
}

CURRENT_VERSION(__sigtimedwait, sigtimedwait);

/* As sigtimedwait() without a timeout (POSIX). */
extern "C" LIBROOT_EXPORT int
__sigwaitinfo(const sigset_t* set, siginfo_t* info)
{
	return errno_result(wait_for_signal(set, info, nullptr));
}

CURRENT_VERSION(__sigwaitinfo, sigwaitinfo);

#if defined(__i386__)
extern "C" LIBROOT_EXPORT int
__sigtimedwait_wide(const sigset_t* set, siginfo_t* info,
	const wide_timespec* timeout)
{
	return timed_wait(set, info, timeout);
}

CURRENT_VERSION(__sigtimedwait_wide, __sigtimedwait64);
#endif
