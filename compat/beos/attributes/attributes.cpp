/* BeOS's attributes of files, by the descriptor of the file. */
#include <errno.h>
#include <linux/limits.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <errno_result.h>
#include <headers/legacy/beos/fs_attr.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

#include "host_attribute.h"

/* The data from position on. The type that the program expects is not compared
 * with the attribute's, as it was not in BeOS. */
extern "C" LIBROOT_EXPORT ssize_t
__fs_read_attr_beos(int file, const char* name, uint32_t /*type*/,
	beos_off_t position, void* buffer, size_t size)
{
	if (position < 0)
		return errno_result(-EINVAL);
	const int error
		= size == 0 ? 0 : _kern_check_user_memory(buffer, size, true);
	if (error != 0)
		return errno_result(error);
	host_attribute attribute(file, name);
	if (!attribute.read())
		return -1;
	if ((uint64_t)position >= attribute.size())
		return 0;
	const size_t left = attribute.size() - (size_t)position;
	if (size > left)
		size = left;
	memcpy(buffer, attribute.data() + position, size);
	return size;
}

/* From the start on the data replaces all that the attribute had, elsewhere a
 * part of it. */
extern "C" LIBROOT_EXPORT ssize_t
__fs_write_attr_beos(int file, const char* name, uint32_t type,
	beos_off_t position, const void* data, size_t size)
{
	if (position < 0)
		return errno_result(-EINVAL);
	const int error
		= size == 0 ? 0 : _kern_check_user_memory(data, size, false);
	if (error != 0)
		return errno_result(error);
	/* More than the host takes for an attribute (Linux: xattr(7)). */
	if (position > XATTR_SIZE_MAX || size > XATTR_SIZE_MAX)
		return errno_result(-EFBIG);
	host_attribute attribute(file, name);
	size_t newSize = (size_t)position + size;
	if (position > 0) {
		if (!attribute.read()) {
			if (errno != ENODATA)
				return -1;
		} else if (attribute.size() > newSize)
			newSize = attribute.size();
	}
	if (!attribute.resize(newSize))
		return -1;
	attribute.set_type(type);
	if (size > 0)
		memcpy(attribute.data() + position, data, size);
	return attribute.write() ? (ssize_t)size : -1;
}

extern "C" LIBROOT_EXPORT int
__fs_remove_attr_beos(int file, const char* name)
{
	return host_attribute(file, name).remove() ? 0 : -1;
}

extern "C" LIBROOT_EXPORT int
__fs_stat_attr_beos(int file, const char* name, beos_attr_info* info)
{
	const int error = _kern_check_user_memory(info, sizeof(*info), true);
	if (error != 0)
		return errno_result(error);
	host_attribute attribute(file, name);
	if (!attribute.read())
		return -1;
	*info = { attribute.type(), (beos_off_t)attribute.size() };
	return 0;
}

LEGACY_VERSION(__fs_read_attr_beos, fs_read_attr);
LEGACY_VERSION(__fs_write_attr_beos, fs_write_attr);
LEGACY_VERSION(__fs_remove_attr_beos, fs_remove_attr);
LEGACY_VERSION(__fs_stat_attr_beos, fs_stat_attr);
