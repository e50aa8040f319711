/* Reading and writing somewhere else than at the file's position, which stays as
 * it is. The names with "pos" are BeOS's own; pread() and pwrite() are here
 * because off_t has 64 bits. Cancellation points; async-signal-safe. */
#include <limits.h>
#include <sys/uio.h>
#include <unistd.h>

#include <errno_result.h>
#include <headers/legacy/beos/types.h>
#include <symbol_versions.h>

/* The host refuses more than it takes at once. BeOS's limit was a lower one. */
static int
count_of_pieces(size_t count)
{
	return count < IOV_MAX ? count : IOV_MAX;
}

extern "C" LIBROOT_EXPORT ssize_t
__read_pos_beos(int file, beos_off_t position, void* buffer, size_t size)
{
	return pread64(file, buffer, size, position);
}

extern "C" LIBROOT_EXPORT ssize_t
__write_pos_beos(int file, beos_off_t position, const void* buffer,
	size_t size)
{
	return pwrite64(file, buffer, size, position);
}

extern "C" LIBROOT_EXPORT ssize_t
__readv_pos_beos(int file, beos_off_t position, const struct iovec* pieces,
	size_t count)
{
	if (position < 0)
		return errno_result(-EINVAL);
	return preadv64(file, pieces, count_of_pieces(count), position);
}

extern "C" LIBROOT_EXPORT ssize_t
__writev_pos_beos(int file, beos_off_t position, const struct iovec* pieces,
	size_t count)
{
	if (position < 0)
		return errno_result(-EINVAL);
	return pwritev64(file, pieces, count_of_pieces(count), position);
}

extern "C" LIBROOT_EXPORT ssize_t
__pread_beos(int file, void* buffer, size_t size, beos_off_t position)
{
	return pread64(file, buffer, size, position);
}

extern "C" LIBROOT_EXPORT ssize_t
__pwrite_beos(int file, const void* buffer, size_t size, beos_off_t position)
{
	return pwrite64(file, buffer, size, position);
}

LEGACY_VERSION(__read_pos_beos, read_pos);
LEGACY_VERSION(__write_pos_beos, write_pos);
LEGACY_VERSION(__readv_pos_beos, readv_pos);
LEGACY_VERSION(__writev_pos_beos, writev_pos);
LEGACY_VERSION(__pread_beos, pread);
LEGACY_VERSION(__pwrite_beos, pwrite);
