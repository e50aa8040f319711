#include <sys/types.h>
#include <unistd.h>

#include <headers/legacy/beos/types.h>
#include <symbol_versions.h>

/* BeOS's lseek(): positions have 64 bits. Async-signal-safe. */
extern "C" LIBROOT_EXPORT beos_off_t
__lseek_beos(int file, beos_off_t offset, int whence)
{
	return lseek64(file, offset, whence);
}

LEGACY_VERSION(__lseek_beos, lseek);
