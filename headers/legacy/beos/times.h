/* Times that processes use, as BeOS R5 tells them: struct tms has the host's
 * layout, but milliseconds; struct rusage only the two times. */
#ifndef _BEOS_TIMES_H
#define _BEOS_TIMES_H

#include "types.h"

struct beos_tms {
	beos_clock_t	tms_utime;
	beos_clock_t	tms_stime;
	beos_clock_t	tms_cutime;
	beos_clock_t	tms_cstime;
};

BEOS_SIZE(struct beos_tms, 16);

struct beos_timeval {
	beos_time_t		tv_sec;
	int				tv_usec;
};

struct beos_rusage {
	struct beos_timeval	ru_utime;
	struct beos_timeval	ru_stime;
};

BEOS_SIZE(struct beos_rusage, 16);

#endif	/* _BEOS_TIMES_H */
