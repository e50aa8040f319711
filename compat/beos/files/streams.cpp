/* All of BeOS's files may be large: the host has functions of their own for
 * that. The streams are of the same kind. */
#include <stdio.h>

#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT FILE*
__fopen_beos(const char* path, const char* mode)
{
	return fopen64(path, mode);
}

extern "C" LIBROOT_EXPORT FILE*
__freopen_beos(const char* path, const char* mode, FILE* stream)
{
	return freopen64(path, mode, stream);
}

extern "C" LIBROOT_EXPORT FILE*
__tmpfile_beos()
{
	return tmpfile64();
}

LEGACY_VERSION(__fopen_beos, fopen);
LEGACY_VERSION(__freopen_beos, freopen);
LEGACY_VERSION(__tmpfile_beos, tmpfile);
