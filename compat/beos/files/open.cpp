#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/types.h>

#include <headers/legacy/beos/fcntl.h>
#include <symbol_versions.h>

#include "open_flags.h"

static int
open_file(const char* path, int flags, mode_t mode)
{
	const int hostFlags = host_open_flags(flags);
	const int file = open64(path, hostFlags, mode);
	if (file >= 0 || errno != ELOOP || (flags & BEOS_O_NOTRAVERSE) == 0)
		return file;
	/* The last part of the path is a symbolic link. The host opens it only as
	 * something that can be looked at: BeOS too could do no more with it. */
	return open64(path, O_PATH | O_NOFOLLOW | (hostFlags & O_CLOEXEC));
}

/* BeOS's open(): other flags, and all files may be large. A cancellation point;
 * async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__open_beos(const char* path, int flags, ...)
{
	mode_t mode = 0;
	if ((flags & BEOS_O_CREAT) != 0) {
		va_list arguments;
		va_start(arguments, flags);
		mode = va_arg(arguments, mode_t);
		va_end(arguments);
	}
	return open_file(path, flags, mode);
}

LEGACY_VERSION(__open_beos, open);

extern "C" LIBROOT_EXPORT int
__creat_beos(const char* path, mode_t mode)
{
	return open_file(path, BEOS_O_CREAT | BEOS_O_TRUNC | O_WRONLY, mode);
}

LEGACY_VERSION(__creat_beos, creat);

/* Large as well. */
extern "C" LIBROOT_EXPORT int
__mkstemp_beos(char* path)
{
	return mkstemp64(path);
}

LEGACY_VERSION(__mkstemp_beos, mkstemp);
