#include <errno.h>

#include <beos_errors.h>
#include <symbol_versions.h>

/* What BeOS's errno is a macro for: the address of the thread's errno.
 *
 * It is the host's, so that all functions of the host can be used as they are:
 * they leave positive numbers in it, which become BeOS's codes here, as BeOS
 * programs have no other way to look at it. So whatever reads errno on behalf of
 * such a program takes both. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int*
__errnop_beos()
{
	int* address = &errno;
	if (*address > 0)
		*address = beos_error(*address);
	return address;
}

LEGACY_VERSION(__errnop_beos, _errnop);
