/* Microseconds since the system's start. */
#ifndef _MONOTONIC_TIME_H
#define _MONOTONIC_TIME_H

#include <time.h>

#include <OS.h>

inline bigtime_t
monotonic_time()
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (bigtime_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

#endif	/* _MONOTONIC_TIME_H */
