/* Indices and queries: no file system of the host has them. So nothing can be
 * opened or made, and what takes an open one finds that it is none. */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#include <errno_result.h>
#include <headers/legacy/beos/dirent.h>
#include <headers/legacy/beos/errors.h>
#include <symbol_versions.h>

/* errno takes BeOS's codes as well as the host's numbers. */
static int
unsupported()
{
	errno = BEOS_B_UNSUPPORTED;
	return -1;
}

#define NOTHING_TO_OPEN(name, ...)									\
	extern "C" LIBROOT_EXPORT beos_DIR* __##name##_beos(__VA_ARGS__)	\
	{																\
		unsupported();												\
		return nullptr;												\
	}																\
	LEGACY_VERSION(__##name##_beos, name)

NOTHING_TO_OPEN(fs_open_index_dir, beos_dev_t);
NOTHING_TO_OPEN(fs_open_query, beos_dev_t, const char*, uint32_t);
NOTHING_TO_OPEN(fs_open_live_query, beos_dev_t, const char*, uint32_t, int32_t,
	int32_t);

#define NOTHING_TO_CHANGE(name, ...)								\
	extern "C" LIBROOT_EXPORT int __##name##_beos(__VA_ARGS__)		\
	{																\
		return unsupported();										\
	}																\
	LEGACY_VERSION(__##name##_beos, name)

NOTHING_TO_CHANGE(fs_create_index, beos_dev_t, const char*, int, unsigned);
NOTHING_TO_CHANGE(fs_remove_index, beos_dev_t, const char*);
NOTHING_TO_CHANGE(fs_stat_index, beos_dev_t, const char*, void*);

#define NOTHING_TO_READ(name)										\
	extern "C" LIBROOT_EXPORT beos_dirent* __##name##_beos(beos_DIR*)	\
	{																\
		errno = EBADF;												\
		return nullptr;												\
	}																\
	LEGACY_VERSION(__##name##_beos, name)

NOTHING_TO_READ(fs_read_index_dir);
NOTHING_TO_READ(fs_read_query);

#define NOTHING_TO_CLOSE(name)										\
	extern "C" LIBROOT_EXPORT int __##name##_beos(beos_DIR*)		\
	{																\
		return errno_result(-EBADF);								\
	}																\
	LEGACY_VERSION(__##name##_beos, name)

NOTHING_TO_CLOSE(fs_close_index_dir);
NOTHING_TO_CLOSE(fs_close_query);

extern "C" LIBROOT_EXPORT void
__fs_rewind_index_dir_beos(beos_DIR*)
{
}

LEGACY_VERSION(__fs_rewind_index_dir_beos, fs_rewind_index_dir);

/* The path of what a query has found: a code of BeOS. */
extern "C" LIBROOT_EXPORT int
__get_path_for_dirent_beos(const beos_dirent*, char*, size_t)
{
	return BEOS_B_UNSUPPORTED;
}

LEGACY_VERSION(__get_path_for_dirent_beos, get_path_for_dirent);
