#include "installed.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool
installed_path(const char* relative, char* path, size_t size)
{
	/* .../bin/libroot-run */
	char self[4096];
	const ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	if (length <= 0)
		return false;
	self[length] = '\0';
	for (int i = 0; i < 2; i++) {
		char* slash = strrchr(self, '/');
		if (slash == NULL)
			return false;
		*slash = '\0';
	}
	return snprintf(path, size, "%s/%s", self, relative) < (int)size;
}
