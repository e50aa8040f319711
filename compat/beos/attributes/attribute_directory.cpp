/* The names of a file's attributes, read like a folder. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <compat/beos/files/file_status.h>
#include <errno_result.h>
#include <headers/legacy/beos/dirent.h>
#include <symbol_versions.h>

#include "host_attribute.h"

/* What the program's DIR* points to. The names are those that the file had when
 * it was opened or rewound. */
struct attribute_directory {
	beos_DIR	visible;
	/* The rest of visible.ent.d_name. */
	char		name[BEOS_FILE_NAME_LENGTH];
	/* Each with a null behind it. */
	char*		names;
	size_t		size;
	size_t		position;
};

static bool
read_names(attribute_directory& folder)
{
	while (true) {
		const ssize_t size = flistxattr(folder.visible.fd, nullptr, 0);
		if (size < 0)
			return false;
		char* const names = (char*)malloc(size + 1);
		if (names == nullptr)
			return false;
		const ssize_t read = flistxattr(folder.visible.fd, names, size);
		if (read >= 0) {
			free(folder.names);
			folder.names = names;
			folder.size = read;
			folder.position = 0;
			return true;
		}
		const int error = errno;
		free(names);
		errno = error;
		/* There may be more in the meantime. */
		if (error != ERANGE)
			return false;
	}
}

/* Takes the descriptor over, even if it fails. */
static beos_DIR*
open_names(int file)
{
	attribute_directory* const folder
		= (attribute_directory*)calloc(1, sizeof(attribute_directory));
	struct statx status;
	if (folder != nullptr) {
		folder->visible.fd = file;
		if (read_status(file, "", AT_EMPTY_PATH, &status) == 0
				&& read_names(*folder)) {
			beos_dirent& entry = folder->visible.ent;
			entry.d_dev = entry.d_pdev = beos_device(status.stx_dev_major,
				status.stx_dev_minor);
			entry.d_ino = entry.d_pino = status.stx_ino;
			return &folder->visible;
		}
	}
	const int error = errno;
	free(folder);
	close(file);
	errno = error;
	return nullptr;
}

extern "C" LIBROOT_EXPORT beos_DIR*
__fs_open_attr_dir_beos(const char* path)
{
	/* The file itself need not be readable, but the host wants that it is. */
	const int file
		= open64(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	return file >= 0 ? open_names(file) : nullptr;
}

extern "C" LIBROOT_EXPORT beos_DIR*
__fs_fopen_attr_dir_beos(int file)
{
	file = fcntl(file, F_DUPFD_CLOEXEC, 0);
	return file >= 0 ? open_names(file) : nullptr;
}

extern "C" LIBROOT_EXPORT beos_dirent*
__fs_read_attr_dir_beos(attribute_directory* folder)
{
	if (folder == nullptr) {
		errno = EBADF;
		return nullptr;
	}
	while (folder->position < folder->size) {
		const char* name = folder->names + folder->position;
		folder->position += strlen(name) + 1;
		if (strncmp(name, ATTRIBUTE_PREFIX, ATTRIBUTE_PREFIX_LENGTH) != 0)
			continue;
		name += ATTRIBUTE_PREFIX_LENGTH;
		beos_dirent& entry = folder->visible.ent;
		const size_t length = strlen(name);
		memcpy(entry.d_name, name, length + 1);
		entry.d_reclen = sizeof(entry) + length;
		return &entry;
	}
	return nullptr;
}

extern "C" LIBROOT_EXPORT void
__fs_rewind_attr_dir_beos(attribute_directory* folder)
{
	if (folder != nullptr && !read_names(*folder))
		folder->position = 0;
}

extern "C" LIBROOT_EXPORT int
__fs_close_attr_dir_beos(attribute_directory* folder)
{
	if (folder == nullptr)
		return errno_result(-EBADF);
	const int result = close(folder->visible.fd);
	free(folder->names);
	free(folder);
	return result;
}

LEGACY_VERSION(__fs_open_attr_dir_beos, fs_open_attr_dir);
LEGACY_VERSION(__fs_fopen_attr_dir_beos, fs_fopen_attr_dir);
LEGACY_VERSION(__fs_read_attr_dir_beos, fs_read_attr_dir);
LEGACY_VERSION(__fs_rewind_attr_dir_beos, fs_rewind_attr_dir);
LEGACY_VERSION(__fs_close_attr_dir_beos, fs_close_attr_dir);
