#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <errno_result.h>
#include <headers/legacy/beos/stat.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

#include "file_status.h"

int
read_status(int folder, const char* path, int flags, struct statx* status)
{
	return statx(folder, path, flags, STATX_BASIC_STATS | STATX_BTIME, status);
}

beos_dev_t
beos_device(unsigned int major, unsigned int minor)
{
	return (beos_dev_t)makedev(major, minor);
}

/* Times before 1901 and after 2038 show as the first and last ones. */
static beos_time_t
beos_time(const struct statx_timestamp& time)
{
	return time.tv_sec < INT_MIN ? INT_MIN
		: time.tv_sec > INT_MAX ? INT_MAX : time.tv_sec;
}

static int
get_status(int folder, const char* path, int flags, beos_stat* status)
{
	struct statx host;
	if (read_status(folder, path, flags, &host) != 0)
		return -1;
	const int error = _kern_check_user_memory(status, sizeof(*status), true);
	if (error != 0)
		return errno_result(error);
	status->st_dev = beos_device(host.stx_dev_major, host.stx_dev_minor);
	status->st_ino = host.stx_ino;
	status->st_mode = host.stx_mode;
	status->st_nlink = host.stx_nlink;
	status->st_uid = host.stx_uid;
	status->st_gid = host.stx_gid;
	status->st_size = host.stx_size;
	status->st_rdev = beos_device(host.stx_rdev_major, host.stx_rdev_minor);
	status->st_blksize = host.stx_blksize;
	status->st_accessed = beos_time(host.stx_atime);
	status->st_modified = beos_time(host.stx_mtime);
	status->st_changed = beos_time(host.stx_ctime);
	/* Not all file systems of the host remember it. */
	status->st_created = (host.stx_mask & STATX_BTIME) != 0
		? beos_time(host.stx_btime) : status->st_changed;
	return 0;
}

/* BeOS's stat(), lstat() and fstat(): its struct stat. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__stat_beos(const char* path, beos_stat* status)
{
	return get_status(AT_FDCWD, path, 0, status);
}

extern "C" LIBROOT_EXPORT int
__lstat_beos(const char* path, beos_stat* status)
{
	return get_status(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, status);
}

extern "C" LIBROOT_EXPORT int
__fstat_beos(int file, beos_stat* status)
{
	/* To the host, some negative numbers are folders. */
	if (file < 0)
		return errno_result(-EBADF);
	return get_status(file, "", AT_EMPTY_PATH, status);
}

LEGACY_VERSION(__stat_beos, stat);
LEGACY_VERSION(__lstat_beos, lstat);
LEGACY_VERSION(__fstat_beos, fstat);

/* BeOS's mknod(): device is what its st_rdev says. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__mknod_beos(const char* path, beos_mode_t mode, beos_dev_t device)
{
	return mknod(path, mode, (unsigned int)device);
}

LEGACY_VERSION(__mknod_beos, mknod);
