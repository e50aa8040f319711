/* Waiting for a word of memory to change, until a handler has run. */
#ifndef _INTERRUPTIBLE_WAIT_H
#define _INTERRUPTIBLE_WAIT_H

#include <atomic>

#include <errno.h>
#include <stdint.h>

#include "linux_abi.h"
#include "system_call.h"
#include "thread_state.h"

/* What happens to the thread from here on. */
class interruption_watch {
public:
	interruption_watch()
		:
		fBefore(current_thread.interruptions)
	{
	}

	/* Has a handler run, or was the thread resumed? */
	bool
	has_happened() const
	{
		return *(volatile uint32_t*)&current_thread.interruptions != fBefore;
	}

	uint32_t
	before() const
	{
		return fBefore;
	}

private:
	uint32_t	fBefore;
};

/* Who wakes, and how the kernel finds those who wait. */
enum class futex_kind {
	PRIVATE,	/* somebody in this process */
	SHARED		/* the kernel, at a thread's end */
};

/* Waits while the word is "expected" and the watched has not happened, for so
 * many microseconds at most (0: for ever). 0 if the word may have changed or the
 * time is over; -EINTR. */
int wait_interruptibly(const std::atomic<uint32_t>& word, uint32_t expected,
	const interruption_watch& watch, futex_kind kind = futex_kind::PRIVATE,
	int64_t microseconds = 0);

/* Sleeps. 0 or -EINTR. */
int sleep_interruptibly(const interruption_watch& watch, int64_t microseconds);

inline void
wake_all(const std::atomic<uint32_t>& word,
	futex_kind kind = futex_kind::PRIVATE)
{
	system_call(SYS_futex, &word, kind == futex_kind::PRIVATE
		? LINUX_FUTEX_WAKE_PRIVATE : LINUX_FUTEX_WAKE, INT32_MAX);
}

#endif	/* _INTERRUPTIBLE_WAIT_H */
