#include <unistd.h>

#include <headers/legacy/beos/types.h>
#include <symbol_versions.h>

/* BeOS's truncate() and ftruncate(): sizes have 64 bits. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__truncate_beos(const char* path, beos_off_t size)
{
	return truncate64(path, size);
}

LEGACY_VERSION(__truncate_beos, truncate);

extern "C" LIBROOT_EXPORT int
__ftruncate_beos(int file, beos_off_t size)
{
	return ftruncate64(file, size);
}

LEGACY_VERSION(__ftruncate_beos, ftruncate);
