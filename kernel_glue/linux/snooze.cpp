#include <errno.h>
#include <limits.h>
#include <time.h>

#include <kernel_threads.h>

#include "system_call.h"

extern "C" status_t
_kern_snooze_until(bigtime_t time)
{
	/* i386's structure has words of 32 bits: longer sleeps come in pieces. */
	constexpr bigtime_t LONGEST = (bigtime_t)INT_MAX * 1000000;

	for (;;) {
		const bool isLast = time <= LONGEST;
		const bigtime_t until = isLast ? (time > 0 ? time : 0) : LONGEST;
		const long host[2] = { (long)(until / 1000000),
			(long)(until % 1000000) * 1000 };
		const long result = waiting_system_call(SYS_clock_nanosleep,
			CLOCK_MONOTONIC, TIMER_ABSTIME, host, nullptr);
		if (result == -EINTR)
			return B_INTERRUPTED;
		if (isLast)
			return B_OK;
	}
}
