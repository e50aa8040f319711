/* The i386 forms for programs that are built with _TIME_BITS=64; the host's
 * headers give wait3() and wait4() these names then. */
#if defined(__i386__)

#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* struct rusage with 64-bit times (glibc bits/types/struct_rusage.h). */
struct wide_timeval {
	int64_t	tv_sec;
	int64_t	tv_usec;
};

struct wide_rusage {
	wide_timeval	ru_utime;
	wide_timeval	ru_stime;
	int32_t			counts[14];
};

static_assert(sizeof(struct rusage)
	== 2 * sizeof(struct timeval) + 14 * sizeof(int32_t));

static wide_timeval
widen(const struct timeval& time)
{
	return { time.tv_sec, time.tv_usec };
}

extern "C" LIBROOT_EXPORT pid_t
__wait4_wide(pid_t child, int* status, int options, wide_rusage* wide)
{
	if (wide == nullptr)
		return __wait4(child, status, options, nullptr);
	const int error = _kern_check_user_memory(wide, sizeof(*wide), true);
	if (error != 0)
		return errno_result(error);
	struct rusage usage;
	const pid_t result = __wait4(child, status, options, &usage);
	if (result > 0) {
		wide->ru_utime = widen(usage.ru_utime);
		wide->ru_stime = widen(usage.ru_stime);
		/* The 14 counts from ru_maxrss on, in the same order. */
		const int32_t* counts = (const int32_t*)&usage.ru_maxrss;
		for (int i = 0; i < 14; i++)
			wide->counts[i] = counts[i];
	}
	return result;
}

CURRENT_VERSION(__wait4_wide, __wait4_time64);

extern "C" LIBROOT_EXPORT pid_t
__wait3_wide(int* status, int options, wide_rusage* wide)
{
	return __wait4_wide(-1, status, options, wide);
}

CURRENT_VERSION(__wait3_wide, __wait3_time64);

#endif
