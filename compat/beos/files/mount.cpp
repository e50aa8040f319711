#include <sys/mount.h>
#include <unistd.h>

#include <errno_result.h>
#include <symbol_versions.h>

/* BeOS's mount(): its file systems, devices and parameters mean nothing to the
 * host. Always fails: ENOSYS. */
extern "C" LIBROOT_EXPORT int
__mount_beos(const char*, const char*, const char*, unsigned long, void*, int)
{
	return errno_result(-ENOSYS);
}

LEGACY_VERSION(__mount_beos, mount);

/* The host has the same by another name. */
extern "C" LIBROOT_EXPORT int
__unmount_beos(const char* path)
{
	return umount(path);
}

LEGACY_VERSION(__unmount_beos, unmount);

/* BeOS's sync() has a result: 0. */
extern "C" LIBROOT_EXPORT int
__sync_beos()
{
	sync();
	return 0;
}

LEGACY_VERSION(__sync_beos, sync);
