/* Volumes: what the host has mounted. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/xattr.h>

#include <beos_errors.h>
#include <compat/beos/files/file_status.h>
#include <errno_result.h>
#include <headers/legacy/beos/fs_info.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

/* Calls visit(mntent, statx) for each until it returns true. Volumes that the
 * process must not look at, or that do not answer, are left out. */
template<typename Visit>
static bool
visit_volumes(Visit visit)
{
	FILE* const mounts = setmntent("/proc/self/mounts", "re");
	if (mounts == nullptr)
		return false;
	bool isDone = false;
	struct mntent entry;
	char text[PATH_MAX * 2];
	while (!isDone
			&& getmntent_r(mounts, &entry, text, sizeof(text)) != nullptr) {
		struct statx status;
		if (read_status(AT_FDCWD, entry.mnt_dir,
				AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC, &status) == 0)
			isDone = visit(entry, status);
	}
	endmntent(mounts);
	return isDone;
}

static beos_dev_t
device_of(const struct statx& status)
{
	return beos_device(status.stx_dev_major, status.stx_dev_minor);
}

/* The volume that the file is on; -1, with errno: there is no such file. */
extern "C" LIBROOT_EXPORT beos_dev_t
__dev_for_path_beos(const char* path)
{
	struct statx status;
	if (read_status(AT_FDCWD, path, AT_STATX_DONT_SYNC, &status) != 0)
		return -1;
	return device_of(status);
}

/* One after the other, each once; *position is 0 at the start. B_BAD_VALUE at
 * the end. */
extern "C" LIBROOT_EXPORT beos_dev_t
__next_dev_beos(int* position)
{
	if (_kern_check_user_memory(position, sizeof(*position), true) != 0)
		return beos_error(EFAULT);
	const int error = errno;
	beos_dev_t found = beos_error(EINVAL);
	int index = 0;
	visit_volumes([&](const struct mntent&, const struct statx& status) {
		if (index++ < *position)
			return false;
		/* Was it in the list already? */
		const beos_dev_t device = device_of(status);
		int before = 0;
		const bool isRepeated = visit_volumes(
			[&](const struct mntent&, const struct statx& earlier) {
				return before++ < index - 1 && device_of(earlier) == device;
			});
		if (isRepeated)
			return false;
		found = device;
		*position = index;
		return true;
	});
	errno = error;
	return found;
}

static void
copy_name(char* to, size_t size, const char* from)
{
	strncpy(to, from, size - 1);
	to[size - 1] = '\0';
}

/* -1, with errno: there is no such volume (B_BAD_VALUE). */
extern "C" LIBROOT_EXPORT int
__fs_stat_dev_beos(beos_dev_t device, beos_fs_info* info)
{
	const int error = _kern_check_user_memory(info, sizeof(*info), true);
	if (error != 0)
		return errno_result(error);
	const bool found = visit_volumes(
		[&](const struct mntent& entry, const struct statx& status) {
			struct statvfs64 space;
			if (device_of(status) != device
					|| statvfs64(entry.mnt_dir, &space) != 0)
				return false;
			*info = {};
			info->dev = device;
			info->root = status.stx_ino;
			/* What has a device of its own stays. */
			if (entry.mnt_fsname[0] == '/')
				info->flags |= BEOS_FS_IS_PERSISTENT;
			if ((space.f_flag & ST_RDONLY) != 0)
				info->flags |= BEOS_FS_IS_READONLY;
			if (strchr(entry.mnt_fsname, ':') != nullptr)
				info->flags |= BEOS_FS_IS_SHARED;
			/* Extended attributes of users carry BeOS's. */
			if (getxattr(entry.mnt_dir, "user.beos.", nullptr, 0) >= 0
					|| errno == ENODATA)
				info->flags |= BEOS_FS_HAS_ATTR | BEOS_FS_HAS_MIME;
			info->block_size = space.f_frsize;
			info->io_size = space.f_bsize;
			info->total_blocks = space.f_blocks;
			info->free_blocks = space.f_bavail;
			info->total_nodes = space.f_files;
			info->free_nodes = space.f_favail;
			copy_name(info->device_name, sizeof(info->device_name),
				entry.mnt_fsname);
			const char* const slash = strrchr(entry.mnt_dir, '/');
			copy_name(info->volume_name, sizeof(info->volume_name),
				slash != nullptr && slash[1] != '\0' ? slash + 1
					: entry.mnt_dir);
			copy_name(info->fsh_name, sizeof(info->fsh_name), entry.mnt_type);
			return true;
		});
	return found ? 0 : errno_result(-EINVAL);
}

LEGACY_VERSION(__dev_for_path_beos, dev_for_path);
LEGACY_VERSION(__next_dev_beos, next_dev);
LEGACY_VERSION(__fs_stat_dev_beos, fs_stat_dev);
