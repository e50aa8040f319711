#include <stdio.h>

#include <symbol_versions.h>

/* As setvbuf(), with full buffering, or none without a buffer. Elsewhere it
 * returns nothing. */
extern "C" LIBROOT_EXPORT int
__setbuffer_beos(FILE* stream, char* buffer, size_t size)
{
	return setvbuf(stream, buffer, buffer != nullptr ? _IOFBF : _IONBF, size);
}

extern "C" LIBROOT_EXPORT int
__setlinebuf_beos(FILE* stream)
{
	return setvbuf(stream, nullptr, _IOLBF, 0);
}

LEGACY_VERSION(__setbuffer_beos, setbuffer);
LEGACY_VERSION(__setlinebuf_beos, setlinebuf);
