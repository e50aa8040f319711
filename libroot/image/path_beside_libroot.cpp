#include <errno.h>
#include <string.h>

#include <beos_executable.h>
#include <kernel_contract.h>

bool
path_beside_libroot(const char* relative, char* path, size_t size)
{
	const int length = _kern_get_library_path(path, size);
	if (length < 0)
		return false;
	char* slash = strrchr(path, '/');
	if (slash == nullptr || slash + 1 - path + strlen(relative) >= size)
		return false;
	strcpy(slash + 1, relative);
	return true;
}
