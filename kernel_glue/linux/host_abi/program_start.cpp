#include "program_start.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "system_call.h"
#include "user_memory.h"

/* A path that the kernel would refuse is nothing to open. */
static int
open_program(int folder, const char* path)
{
	if (!is_user_memory(path, 1, false))
		return -1;
	return system_call(SYS_openat, folder, path,
		O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

bool
is_started_by_runner(int folder, const char* path, start_paths& paths)
{
	const int file = open_program(folder, path);
	if (file < 0)
		return false;
	const bool is = is_beos_executable(file)
		&& path_beside_libroot("../bin/libroot-run", paths.runner,
			sizeof(paths.runner));
	system_call(SYS_close, file);
	return is;
}

bool
is_started_by_runner(int file, start_paths& paths)
{
	if (!is_beos_executable(file) || !path_beside_libroot("../bin/libroot-run",
			paths.runner, sizeof(paths.runner)))
		return false;
	char link[32];
	snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
	const long length = system_call(SYS_readlinkat, AT_FDCWD, link,
		paths.program, sizeof(paths.program) - 1);
	if (length <= 0)
		return false;
	paths.program[length] = '\0';
	return true;
}

bool
find_beos_program_at(int folder, const char* path, start_paths& paths)
{
	const int file = open_program(folder, path);
	if (file < 0)
		return false;
	const bool is = is_started_by_runner(file, paths);
	system_call(SYS_close, file);
	return is;
}

bool
find_beos_program(const char* name, start_paths& paths)
{
	if (!is_user_memory(name, 1, false) || name[0] == '\0')
		return false;
	const char* folders = getenv("PATH");
	if (strchr(name, '/') != nullptr || folders == nullptr) {
		if (strlen(name) >= sizeof(paths.program))
			return false;
		strcpy(paths.program, name);
		return is_started_by_runner(AT_FDCWD, name, paths);
	}
	const size_t nameLength = strlen(name);
	for (;; folders++) {
		const size_t length = strcspn(folders, ":");
		if (length + 1 + nameLength < sizeof(paths.program)) {
			char* end = (char*)mempcpy(paths.program, folders, length);
			if (length != 0)
				*end++ = '/';
			strcpy(end, name);
			if (system_call(SYS_faccessat, AT_FDCWD, paths.program, X_OK) == 0)
				return is_started_by_runner(AT_FDCWD, paths.program, paths);
		}
		folders += length;
		if (*folders == '\0')
			return false;
	}
}

size_t
count_strings(char* const* strings)
{
	size_t count = 0;
	while (strings != nullptr && strings[count] != nullptr)
		count++;
	return count;
}

void
make_runner_arguments(const char* program, char* const* arguments,
	const start_paths& paths, char** made)
{
	static char option[] = "--argv0";
	const size_t count = count_strings(arguments);
	*made++ = (char*)paths.runner;
	*made++ = option;
	*made++ = count != 0 ? arguments[0] : (char*)"";
	*made++ = (char*)program;
	for (size_t i = 1; i < count; i++)
		*made++ = arguments[i];
	*made = nullptr;
}

static const char*
value_of(char* const* environment, const char* variable)
{
	const size_t length = strlen(variable);
	for (size_t i = 0; environment != nullptr && environment[i] != nullptr;
			i++) {
		if (strncmp(environment[i], variable, length) == 0)
			return environment[i] + length;
	}
	return nullptr;
}

/* Appends to a text of limited length; false if it does not fit. */
static bool
append(char* text, size_t size, const char* addition, size_t length)
{
	const size_t before = strlen(text);
	if (before + length >= size)
		return false;
	memcpy(text + before, addition, length);
	text[before + length] = '\0';
	return true;
}

static bool
append(char* text, size_t size, const char* addition)
{
	return append(text, size, addition, strlen(addition));
}

static constexpr char LIBRARY[] = "libroot.so";

/* The entries of LD_PRELOAD, but for libroot.so of whichever folder: it is one
 * of both architectures' only as a name that is searched for. */
static bool
append_other_libraries(char* text, size_t size, const char* libraries)
{
	while (*libraries != '\0') {
		const size_t length = strcspn(libraries, ": ");
		const size_t own = strlen(LIBRARY);
		const bool isOwn = length >= own
			&& memcmp(libraries + length - own, LIBRARY, own) == 0
			&& (length == own || libraries[length - own - 1] == '/');
		if (length != 0 && !isOwn && (!append(text, size, ":")
				|| !append(text, size, libraries, length)))
			return false;
		libraries += length;
		libraries += strspn(libraries, ": ");
	}
	return true;
}

bool
make_preload_variables(bool isForRunner, char* const* environment,
	start_paths& paths)
{
	const char* preloaded = value_of(environment, PRELOAD_VARIABLE);
	const bool hasLibroot
		= preloaded != nullptr && strstr(preloaded, LIBRARY) != nullptr;
	if (!runs_beos_program && !(isForRunner && hasLibroot))
		return false;
	char folder[PATH_MAX];
	const char* before = value_of(environment, LIBRARY_PATH_VARIABLE);
	if (!path_beside_libroot("", folder, sizeof(folder)))
		return false;
	const size_t length = strlen(folder);

	/* The folders of both architectures' libroot.so: the loader goes on from
	 * what is not for it. */
	char* path = paths.library_path;
	const size_t size = sizeof(paths.library_path);
	strcpy(path, LIBRARY_PATH_VARIABLE);
	const bool isThere
		= before != nullptr && strncmp(before, folder, length) == 0;
	if (!isThere && !(append(path, size, folder) && append(path, size, ":")
			&& append(path, size, folder) && append(path, size, "../lib:")
			&& append(path, size, folder) && append(path, size, "../lib32")))
		return false;
	if (before != nullptr && ((!isThere && !append(path, size, ":"))
			|| !append(path, size, before)))
		return false;

	strcpy(paths.preload, PRELOAD_VARIABLE);
	return append(paths.preload, sizeof(paths.preload), LIBRARY)
		&& append_other_libraries(paths.preload, sizeof(paths.preload),
			preloaded != nullptr ? preloaded : "");
}

static bool
is_of(const char* entry, const char* variable)
{
	return strncmp(entry, variable, strlen(variable)) == 0;
}

void
make_preloading_environment(char* const* environment, start_paths& paths,
	char** made)
{
	for (size_t i = 0; environment != nullptr && environment[i] != nullptr;
			i++) {
		if (!is_of(environment[i], LIBRARY_PATH_VARIABLE)
			&& !is_of(environment[i], PRELOAD_VARIABLE))
			*made++ = environment[i];
	}
	*made++ = paths.library_path;
	*made++ = paths.preload;
	*made = nullptr;
}
