#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <errno_result.h>
#include <headers/legacy/beos/statvfs.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

#include "file_status.h"

/* device: where the host's numbers of the file system are from. */
static int
copy_status(const struct statvfs64& host, const struct statx& device,
	beos_statvfs* status)
{
	const int error = _kern_check_user_memory(status, sizeof(*status), true);
	if (error != 0)
		return errno_result(error);
	status->f_bsize = host.f_bsize;
	status->f_frsize = host.f_frsize;
	status->f_blocks = host.f_blocks;
	status->f_bfree = host.f_bfree;
	status->f_bavail = host.f_bavail;
	status->f_files = host.f_files;
	status->f_ffree = host.f_ffree;
	status->f_favail = host.f_favail;
	/* What the host has here is no number that anything else goes by. */
	status->f_fsid = beos_device(device.stx_dev_major, device.stx_dev_minor);
	status->f_flag = host.f_flag & (ST_RDONLY | ST_NOSUID);
	status->f_namemax = host.f_namemax;
	return 0;
}

/* BeOS's statvfs() and fstatvfs(): its structure. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__statvfs_beos(const char* path, beos_statvfs* status)
{
	struct statvfs64 host;
	struct statx device;
	if (statvfs64(path, &host) != 0
		|| read_status(AT_FDCWD, path, 0, &device) != 0)
		return -1;
	return copy_status(host, device, status);
}

extern "C" LIBROOT_EXPORT int
__fstatvfs_beos(int file, beos_statvfs* status)
{
	struct statvfs64 host;
	struct statx device;
	if (fstatvfs64(file, &host) != 0
		|| read_status(file, "", AT_EMPTY_PATH, &device) != 0)
		return -1;
	return copy_status(host, device, status);
}

LEGACY_VERSION(__statvfs_beos, statvfs);
LEGACY_VERSION(__fstatvfs_beos, fstatvfs);
