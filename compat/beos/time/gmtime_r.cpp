#include <time.h>

#include "../loader/own_functions.h"

/* Everybody else's, in libroot/time: the name alone would mean the one below. */
extern "C" struct tm* guarded_gmtime_r(const time_t* time, struct tm* result)
	noexcept;

/* In BeOS R5 gmtime_r() returns an int where everybody else's returns the
 * pointer: 0, or -1 if there is no such date. localtime_r() is like everybody
 * else's. */
extern "C" int
__gmtime_r_beos(const time_t* time, struct tm* result)
{
	return guarded_gmtime_r(time, result) != nullptr ? 0 : -1;
}
