/* The program's timeouts as the kernel's calls with 64-bit times take them. */
#ifndef _HOST_TIMES_H
#define _HOST_TIMES_H

#include <time_span.h>

/* A copy: the kernel writes the rest of the time back, which the host's
 * functions hide. As there, a bad pointer is a fault. */
class host_time_copy {
public:
	template<typename TimeSpec>
	explicit
	host_time_copy(const TimeSpec* time)
		:
		fPointer(nullptr)
	{
		if (time != nullptr) {
			fSpan = { time->tv_sec, time->tv_nsec };
			fPointer = &fSpan;
		}
	}

	time_span*
	pointer() const
	{
		return fPointer;
	}

	host_time_copy(const host_time_copy&) = delete;
	host_time_copy& operator=(const host_time_copy&) = delete;

private:
	time_span	fSpan;
	time_span*	fPointer;
};

#endif	/* _HOST_TIMES_H */
