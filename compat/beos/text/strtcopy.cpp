#include <string.h>

#include <symbol_versions.h>

/* strncpy() that always ends the string: at most size - 1 characters. */
extern "C" LIBROOT_EXPORT const char*
__strtcopy_beos(char* to, const char* from, int size)
{
	if (size > 0) {
		strncpy(to, from, size - 1);
		to[size - 1] = '\0';
	}
	return to;
}

LEGACY_VERSION(__strtcopy_beos, strtcopy);
