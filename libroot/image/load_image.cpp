#include <image.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <kernel_images.h>
#include <symbol_versions.h>

/* A name without slash is searched for in PATH, as a shell does. */
static char*
find_program(const char* name)
{
	const char* folders = getenv("PATH");
	if (strchr(name, '/') != nullptr || folders == nullptr)
		return strdup(name);
	for (;;) {
		const size_t length = strcspn(folders, ":");
		char* path = (char*)malloc(length + 2 + strlen(name));
		if (path == nullptr)
			return nullptr;
		char* end = (char*)mempcpy(path, folders, length);
		if (length != 0)
			*end++ = '/';
		strcpy(end, name);
		if (access(path, X_OK) == 0)
			return path;
		free(path);
		folders += length;
		if (*folders == '\0')
			return strdup(name);
		folders++;
	}
}

extern "C" LIBROOT_EXPORT thread_id
__load_image(int32 argc, const char** argv, const char** envp)
{
	if (argc < 1 || argv == nullptr || argv[0] == nullptr)
		return B_BAD_VALUE;
	char* path = find_program(argv[0]);
	char** arguments = (char**)calloc(argc + 1, sizeof(char*));
	thread_id thread = B_NO_MEMORY;
	if (path != nullptr && arguments != nullptr) {
		memcpy(arguments, argv, argc * sizeof(char*));
		arguments[0] = path;
		thread = _kern_load_image(arguments,
			envp != nullptr ? (char**)envp : environ);
	}
	free(arguments);
	free(path);
	return thread;
}

CURRENT_VERSION(__load_image, load_image);
