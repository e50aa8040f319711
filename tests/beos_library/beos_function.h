/* Functions of BeOS's C library, as libroot provides them for programs of i386.
 * What they take and return may differ from what the host's headers say, so a
 * test names the type. */
#ifndef _BEOS_FUNCTION_H
#define _BEOS_FUNCTION_H

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

template<typename Function>
Function*
beos_function(const char* name)
{
	void* const function = dlvsym(RTLD_DEFAULT, name, "LIBROOT_BASE");
	if (function == nullptr) {
		fprintf(stderr, "libroot has no %s of BeOS\n", name);
		abort();
	}
	return (Function*)function;
}

#endif	/* _BEOS_FUNCTION_H */
