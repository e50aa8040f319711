/* How long the process ran, in BeOS's units: milliseconds. Async-signal-safe. */
#include <stdint.h>
#include <sys/resource.h>
#include <time.h>

#include <errno_result.h>
#include <headers/legacy/beos/limits.h>
#include <headers/legacy/beos/times.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

static_assert(BEOS_CLOCKS_PER_SEC == 1000);

/* Cut off where BeOS's clock_t would turn around. */
static beos_clock_t
milliseconds(int64_t seconds, int64_t nanoseconds)
{
	return (beos_clock_t)(seconds * 1000 + nanoseconds / 1000000);
}

static beos_clock_t
milliseconds(const struct timeval& time)
{
	return milliseconds(time.tv_sec, (int64_t)time.tv_usec * 1000);
}

extern "C" LIBROOT_EXPORT beos_clock_t
__clock_beos()
{
	struct timespec time;
	if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) != 0)
		return -1;
	return milliseconds(time.tv_sec, time.tv_nsec);
}

LEGACY_VERSION(__clock_beos, clock);

/* The result is the time since the machine started. */
extern "C" LIBROOT_EXPORT beos_clock_t
__times_beos(beos_tms* times)
{
	struct rusage own;
	struct rusage children;
	struct timespec now;
	if (getrusage(RUSAGE_SELF, &own) != 0
		|| getrusage(RUSAGE_CHILDREN, &children) != 0
		|| clock_gettime(CLOCK_BOOTTIME, &now) != 0)
		return -1;
	const int error = _kern_check_user_memory(times, sizeof(*times), true);
	if (error != 0)
		return errno_result(error);
	times->tms_utime = milliseconds(own.ru_utime);
	times->tms_stime = milliseconds(own.ru_stime);
	times->tms_cutime = milliseconds(children.ru_utime);
	times->tms_cstime = milliseconds(children.ru_stime);
	return milliseconds(now.tv_sec, now.tv_nsec);
}

LEGACY_VERSION(__times_beos, times);

/* BeOS's struct rusage has only the first two of the host's fields. */
extern "C" LIBROOT_EXPORT int
__getrusage_beos(int who, beos_rusage* usage)
{
	struct rusage host;
	if (getrusage((__rusage_who_t)who, &host) != 0)
		return -1;
	const int error = _kern_check_user_memory(usage, sizeof(*usage), true);
	if (error != 0)
		return errno_result(error);
	usage->ru_utime = { (beos_time_t)host.ru_utime.tv_sec,
		(int)host.ru_utime.tv_usec };
	usage->ru_stime = { (beos_time_t)host.ru_stime.tv_sec,
		(int)host.ru_stime.tv_usec };
	return 0;
}

LEGACY_VERSION(__getrusage_beos, getrusage);
