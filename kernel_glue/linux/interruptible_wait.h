/* Waiting for a word of memory to change, until a handler has run. */
#ifndef _INTERRUPTIBLE_WAIT_H
#define _INTERRUPTIBLE_WAIT_H

#include <atomic>

#include <errno.h>
#include <stdint.h>

#include "linux_abi.h"
#include "system_call.h"

/* Who wakes, and how the kernel finds those who wait. */
enum class futex_kind {
	PRIVATE,	/* somebody in this process */
	SHARED		/* the kernel, at a thread's end */
};

/* Waits while the word is "expected", for so many microseconds at most (0: for
 * long). 0 if it may have changed or the time is over; -EINTR: a handler has run.
 * A wait without timeout the kernel would take up again after a handler with
 * SA_RESTART: so all have one. */
inline int
wait_interruptibly(const std::atomic<uint32_t>& word, uint32_t expected,
	int64_t microseconds = 0, futex_kind kind = futex_kind::PRIVATE)
{
	constexpr int64_t LONG_TIME = 1000000000;

	if (microseconds <= 0 || microseconds > LONG_TIME)
		microseconds = LONG_TIME;
	const long time[2] = { (long)(microseconds / 1000000),
		(long)(microseconds % 1000000) * 1000 };
	const long result = waiting_system_call(SYS_futex, &word,
		kind == futex_kind::PRIVATE
			? LINUX_FUTEX_WAIT_PRIVATE : LINUX_FUTEX_WAIT,
		expected, time);
	return result == -EINTR ? -EINTR : 0;
}

inline void
wake_all(const std::atomic<uint32_t>& word,
	futex_kind kind = futex_kind::PRIVATE)
{
	system_call(SYS_futex, &word, kind == futex_kind::PRIVATE
		? LINUX_FUTEX_WAKE_PRIVATE : LINUX_FUTEX_WAKE, INT32_MAX);
}

#endif	/* _INTERRUPTIBLE_WAIT_H */
