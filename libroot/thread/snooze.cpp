#include <sched.h>
#include <stdint.h>

#include <kernel_threads.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT status_t
__snooze(bigtime_t microseconds)
{
	if (microseconds <= 0) {
		sched_yield();
		return B_OK;
	}
	const bigtime_t now = system_time();
	return _kern_snooze_until(microseconds < INT64_MAX - now
		? now + microseconds : INT64_MAX);
}

CURRENT_VERSION(__snooze, snooze);

extern "C" LIBROOT_EXPORT status_t
__snooze_until(bigtime_t time, int timebase)
{
	return timebase == B_SYSTEM_TIMEBASE
		? _kern_snooze_until(time) : B_BAD_VALUE;
}

CURRENT_VERSION(__snooze_until, snooze_until);
