/* Time spans as programs give them, in one form. */
#ifndef _LIBROOT_TIME_SPAN_H
#define _LIBROOT_TIME_SPAN_H

#include <stdint.h>

#include <kernel_contract.h>

#if defined(__i386__)
/* struct timespec of programs that are built with _TIME_BITS=64 (glibc
 * bits/types/struct_timespec.h). */
struct wide_timespec {
	int64_t	tv_sec;
	int32_t	tv_nsec;
	int32_t	padding;
};
#endif

/* Copies the program's time span; 0 or -EFAULT. */
template<typename TimeSpec>
inline int
copy_time_span(const TimeSpec* userSpan, time_span& span)
{
	const int error = _kern_check_user_memory(userSpan, sizeof(*userSpan), false);
	if (error == 0)
		span = { userSpan->tv_sec, userSpan->tv_nsec };
	return error;
}

#endif	/* _LIBROOT_TIME_SPAN_H */
