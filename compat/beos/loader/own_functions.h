/* Functions for BeOS's programs that are not exported: libroot has one of the
 * name for everybody, without version, and a program that knows no versions
 * would be bound to either. */
#ifndef _BEOS_OWN_FUNCTIONS_H
#define _BEOS_OWN_FUNCTIONS_H

#include <time.h>

#pragma GCC visibility push(hidden)

extern "C" {

int __system_beos(const char* command);
int __gmtime_r_beos(const time_t* time, struct tm* result);

}

struct own_function {
	char		name[12];
	const void*	function;
};

inline const own_function own_functions[] = {
#define OWN_FUNCTION(name, implementation) \
	{ #name, (const void*)implementation },
#include "own_function_list.h"
#undef OWN_FUNCTION
};

#pragma GCC visibility pop

#endif	/* _BEOS_OWN_FUNCTIONS_H */
