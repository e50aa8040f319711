#include <errno.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

#include <kernel_contract.h>
#include <OS.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT bigtime_t
__system_time(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (bigtime_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

CURRENT_VERSION(__system_time, system_time);

extern "C" LIBROOT_EXPORT bigtime_t
__real_time_clock_usecs(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (bigtime_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

CURRENT_VERSION(__real_time_clock_usecs, real_time_clock_usecs);

extern "C" LIBROOT_EXPORT uint32
__real_time_clock(void)
{
	return __real_time_clock_usecs() / 1000000;
}

CURRENT_VERSION(__real_time_clock, real_time_clock);

extern "C" LIBROOT_EXPORT void
__set_real_time_clock(uint32 seconds)
{
	const int error = errno;
	const struct timespec time = { (time_t)seconds, 0 };
	clock_settime(CLOCK_REALTIME, &time);
	errno = error;
}

CURRENT_VERSION(__set_real_time_clock, set_real_time_clock);

extern "C" LIBROOT_EXPORT status_t
__set_timezone(const char* name)
{
	if (name == nullptr || _kern_check_user_memory(name, 1, false) != 0)
		return B_BAD_ADDRESS;
	const int error = errno;
	const int result = setenv("TZ", name, 1);
	if (result == 0)
		tzset();
	errno = error;
	return result == 0 ? B_OK : B_NO_MEMORY;
}

CURRENT_VERSION(__set_timezone, set_timezone);

static struct timeval
time_of(bigtime_t microseconds)
{
	/* As much as the host's structure holds everywhere. */
	constexpr bigtime_t LONGEST = (bigtime_t)INT32_MAX * 1000000;
	if (microseconds > LONGEST)
		microseconds = LONGEST;
	return { (time_t)(microseconds / 1000000),
		(suseconds_t)(microseconds % 1000000) };
}

extern "C" LIBROOT_EXPORT bigtime_t
__set_alarm(bigtime_t when, uint32 mode)
{
	bigtime_t first = when;
	switch (mode) {
		case B_ONE_SHOT_ABSOLUTE_ALARM:
			/* What is past strikes at once. */
			if (when != INT64_MAX && (first -= __system_time()) <= 0)
				first = 1;
			break;
		case B_ONE_SHOT_RELATIVE_ALARM:
		case B_PERIODIC_ALARM:
			break;
		default:
			return 0;
	}
	struct itimerval timer = {};
	if (when != INT64_MAX && first > 0)
		timer.it_value = time_of(first);
	if (mode == B_PERIODIC_ALARM)
		timer.it_interval = timer.it_value;
	struct itimerval old = {};
	setitimer(ITIMER_REAL, &timer, &old);
	return (bigtime_t)old.it_value.tv_sec * 1000000 + old.it_value.tv_usec;
}

CURRENT_VERSION(__set_alarm, set_alarm);
