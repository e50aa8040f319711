/* BeOS's forms of functions that libroot has for everybody, without version. They
 * are not exported: a program that knows no versions, like one that was built
 * with libroot-cc, would be bound to either. Only this folder gives them out. */
#ifndef _BEOS_UNEXPORTED_H
#define _BEOS_UNEXPORTED_H

#include <time.h>

extern "C" {

__attribute__((visibility("hidden"))) int
__system_beos(const char* command);

__attribute__((visibility("hidden"))) int
__gmtime_r_beos(const time_t* time, struct tm* result);

}

#endif	/* _BEOS_UNEXPORTED_H */
