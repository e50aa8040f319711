#include "host_attribute.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>

host_attribute::host_attribute(int file, const char* name)
	:
	fFile(file),
	fNameLength(name == nullptr ? 0 : strlen(name))
{
	memcpy(fName, ATTRIBUTE_PREFIX, ATTRIBUTE_PREFIX_LENGTH);
	if (fNameLength <= HOST_NAME_LENGTH - ATTRIBUTE_PREFIX_LENGTH
			&& fNameLength > 0)
		memcpy(fName + ATTRIBUTE_PREFIX_LENGTH, name, fNameLength + 1);
}

host_attribute::~host_attribute()
{
	free(fValue);
}

bool
host_attribute::name_is_good()
{
	if (fNameLength > 0
			&& fNameLength <= HOST_NAME_LENGTH - ATTRIBUTE_PREFIX_LENGTH)
		return true;
	errno = fNameLength == 0 ? EINVAL : ENAMETOOLONG;
	return false;
}

bool
host_attribute::read()
{
	if (!name_is_good())
		return false;
	while (true) {
		ssize_t size = fgetxattr(fFile, fName, nullptr, 0);
		if (size < 0)
			return false;
		if ((size_t)size < sizeof(uint32_t)) {
			/* Not written by us. */
			errno = ENODATA;
			return false;
		}
		free(fValue);
		fValue = (char*)malloc(size);
		if (fValue == nullptr)
			return false;
		const ssize_t read = fgetxattr(fFile, fName, fValue, size);
		if (read >= (ssize_t)sizeof(uint32_t)) {
			fSize = read;
			return true;
		}
		/* It has grown in between, or shrunk to nothing. */
		if (read < 0 && errno != ERANGE)
			return false;
	}
}

bool
host_attribute::write()
{
	return name_is_good() && fsetxattr(fFile, fName, fValue, fSize, 0) == 0;
}

bool
host_attribute::remove()
{
	return name_is_good() && fremovexattr(fFile, fName) == 0;
}

bool
host_attribute::resize(size_t size)
{
	size += sizeof(uint32_t);
	if (size < sizeof(uint32_t)) {
		errno = EFBIG;
		return false;
	}
	char* const value = (char*)realloc(fValue, size);
	if (value == nullptr)
		return false;
	if (size > fSize)
		memset(value + fSize, 0, size - fSize);
	fValue = value;
	fSize = size;
	return true;
}

void
host_attribute::set_type(uint32_t type)
{
	memcpy(fValue, &type, sizeof(type));
}
