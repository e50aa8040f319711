#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <errno_result.h>
#include <headers/legacy/beos/dirent.h>
#include <symbol_versions.h>

#include "file_status.h"

/* What BeOS's DIR* points to. The program may look into the part that BeOS made
 * public. */
struct directory {
	beos_DIR	visible;
	/* The rest of visible.ent.d_name. */
	char		name[BEOS_FILE_NAME_LENGTH];
	DIR*		host;
	beos_dev_t	device;
	beos_ino_t	node;
};

static_assert(offsetof(directory, name) == sizeof(beos_DIR));

/* BeOS's opendir() and its kin: the folder is named by device and node, and so
 * is each entry. As on the host, errno stays as it is at the end of the folder.
 * Not async-signal-safe. */
extern "C" LIBROOT_EXPORT beos_DIR*
__opendir_beos(const char* path)
{
	directory* folder = (directory*)calloc(1, sizeof(directory));
	if (folder == nullptr)
		return nullptr;
	struct statx status;
	folder->host = opendir(path);
	if (folder->host == nullptr
		|| read_status(dirfd(folder->host), "", AT_EMPTY_PATH, &status) != 0) {
		const int error = errno;
		if (folder->host != nullptr)
			closedir(folder->host);
		free(folder);
		errno = error;
		return nullptr;
	}
	folder->visible.fd = dirfd(folder->host);
	folder->device = beos_device(status.stx_dev_major, status.stx_dev_minor);
	folder->node = status.stx_ino;
	return &folder->visible;
}

extern "C" LIBROOT_EXPORT beos_dirent*
__readdir_beos(directory* folder)
{
	if (folder == nullptr) {
		errno = EBADF;
		return nullptr;
	}
	const dirent64* hostEntry = readdir64(folder->host);
	if (hostEntry == nullptr)
		return nullptr;

	beos_dirent& entry = folder->visible.ent;
	entry.d_dev = entry.d_pdev = folder->device;
	entry.d_ino = hostEntry->d_ino;
	entry.d_pino = folder->node;
	/* Of a folder that something is mounted on, the host tells what is below;
	 * BeOS told, as stat() does, what is on top. */
	const int error = errno;
	struct statx status;
	if (hostEntry->d_type == DT_DIR && read_status(folder->visible.fd,
			hostEntry->d_name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT
				| AT_STATX_DONT_SYNC, &status) == 0) {
		entry.d_dev = beos_device(status.stx_dev_major, status.stx_dev_minor);
		entry.d_ino = status.stx_ino;
	}
	errno = error;

	const size_t length = strnlen(hostEntry->d_name,
		BEOS_FILE_NAME_LENGTH - 1);
	memcpy(entry.d_name, hostEntry->d_name, length);
	entry.d_name[length] = '\0';
	entry.d_reclen = sizeof(entry) + length;
	return &entry;
}

extern "C" LIBROOT_EXPORT void
__rewinddir_beos(directory* folder)
{
	if (folder != nullptr)
		rewinddir(folder->host);
}

extern "C" LIBROOT_EXPORT int
__closedir_beos(directory* folder)
{
	if (folder == nullptr)
		return errno_result(-EBADF);
	const int result = closedir(folder->host);
	free(folder);
	return result;
}

LEGACY_VERSION(__opendir_beos, opendir);
LEGACY_VERSION(__readdir_beos, readdir);
LEGACY_VERSION(__rewinddir_beos, rewinddir);
LEGACY_VERSION(__closedir_beos, closedir);
