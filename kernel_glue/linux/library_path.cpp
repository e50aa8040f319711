#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <kernel_contract.h>

#include "loaded_library.h"

/* Calls visit(line, length) for each line of a file, until it returns true;
 * what is longer than the buffer is no line. */
template<typename Visit>
static void
read_lines(int file, Visit visit)
{
	char buffer[4096 + 256];
	size_t filled = 0;
	for (;;) {
		const ssize_t count
			= read(file, buffer + filled, sizeof(buffer) - filled);
		if (count <= 0)
			return;
		filled += count;
		char* line = buffer;
		while (char* end = (char*)memchr(line, '\n',
				buffer + filled - line)) {
			*end = '\0';
			if (visit(line))
				return;
			line = end + 1;
		}
		filled = buffer + filled - line;
		if (filled == sizeof(buffer))
			return;
		memmove(buffer, line, filled);
	}
}

/* The loader may know a path that was relative to a folder that is the current
 * one no longer; the kernel knows the whole one (proc(5), /proc/pid/maps). */
static int
path_of_mapping(uintptr_t address, char* path, size_t size)
{
	const int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return -errno;
	int result = -ENOENT;
	read_lines(file, [&](char* line) {
		char* rest;
		const uintptr_t start = strtoul(line, &rest, 16);
		const uintptr_t end = *rest == '-' ? strtoul(rest + 1, &rest, 16) : 0;
		if (address < start || address >= end)
			return false;
		const char* found = strchr(rest, '/');
		const size_t length = found != nullptr ? strlen(found) : size;
		if (length < size) {
			memcpy(path, found, length + 1);
			result = length;
		}
		return true;
	});
	close(file);
	return result;
}

extern "C" int
_kern_get_library_path(char* path, size_t size)
{
	const char* name = own_library()->l_name;
	if (name[0] == '/') {
		const size_t length = strlen(name);
		if (length >= size)
			return -ENAMETOOLONG;
		memcpy(path, name, length + 1);
		return length;
	}
	const int error = errno;
	const int result = path_of_mapping((uintptr_t)path_of_mapping, path, size);
	errno = error;
	return result;
}
