#include "library_search.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <beos_executable.h>

#include "symbol_search.h"

/* Where a program keeps libraries of its own. */
static constexpr char OWN_FOLDERS[] = "%A/lib:%A";

static int
open_file(const char* path)
{
	return open64(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

/* entry is one of LIBRARY_PATH's, without its colon. */
static bool
make_path(char* path, size_t size, const char* entry, size_t length,
	const char* program, const char* name)
{
	const char* slash = program != nullptr ? strrchr(program, '/') : nullptr;
	const int folderLength = slash != nullptr ? slash - program : 1;
	const char* folder = slash != nullptr ? program : ".";
	int made;
	if (length >= 2 && strncmp(entry, "%A", 2) == 0)
		made = snprintf(path, size, "%.*s%.*s/%s", folderLength, folder,
			(int)length - 2, entry + 2, name);
	else
		made = snprintf(path, size, "%.*s/%s", (int)length, entry, name);
	return made > 0 && (size_t)made < size;
}

int
open_library(const char* name, const char* program, char* path,
	size_t pathSize)
{
	if (strchr(name, '/') != nullptr) {
		if (strlen(name) >= pathSize)
			return -1;
		strcpy(path, name);
		return open_file(path);
	}
	/* Other systems use the variable too: what it says is not all. */
	const char* entries = getenv("LIBRARY_PATH");
	bool isLast = entries == nullptr;
	if (isLast)
		entries = OWN_FOLDERS;
	for (;;) {
		const size_t length = strcspn(entries, ":");
		if (length != 0
			&& make_path(path, pathSize, entries, length, program, name)) {
			const int file = open_file(path);
			if (file >= 0)
				return file;
		}
		entries += length;
		if (*entries == ':') {
			entries++;
		} else if (isLast) {
			return -1;
		} else {
			entries = OWN_FOLDERS;
			isLast = true;
		}
	}
}

static bool
native_path(const char* name, char* path, size_t size)
{
	/* They are beside libroot.so, in the folder beos. */
	char relative[256];
	return strchr(name, '/') == nullptr
		&& snprintf(relative, sizeof(relative), "beos/%s", name)
			< (int)sizeof(relative)
		&& path_beside_libroot(relative, path, size)
		&& access(path, R_OK) == 0;
}

bool
is_native_library(const char* name)
{
	char path[1024];
	return strcmp(name, "libroot.so") == 0
		|| native_path(name, path, sizeof(path));
}

void*
open_native_library(const char* name)
{
	if (strcmp(name, "libroot.so") == 0)
		return LIBROOT_HANDLE;
	char path[1024];
	if (!native_path(name, path, sizeof(path)))
		return nullptr;
	return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}
