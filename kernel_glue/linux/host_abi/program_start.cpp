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

/* variable, the addition, and what it had behind it. */
static bool
make_variable(char* made, size_t size, const char* variable,
	const char* addition, const char* before)
{
	const bool hasMore = before != nullptr && before[0] != '\0';
	const int length = snprintf(made, size, "%s%s%s%s", variable, addition,
		hasMore ? ":" : "", hasMore ? before : "");
	return length > 0 && (size_t)length < size;
}

bool
make_preload_variables(char* const* environment, start_paths& paths)
{
	if (!runs_beos_program)
		return false;
	const char* preloaded = value_of(environment, PRELOAD_VARIABLE);
	if (preloaded != nullptr && strstr(preloaded, "libroot.so") != nullptr)
		return false;
	/* For programs of both architectures: the loader leaves out what is not for
	 * it, as long as it is a name that is searched for. */
	char* folders = paths.program;
	char* other = paths.runner;
	if (!path_beside_libroot("", folders, sizeof(paths.program))
		|| !path_beside_libroot("../lib", other, sizeof(paths.runner)))
		return false;
	const size_t length = strlen(folders);
	if (length + 1 + strlen(other) >= sizeof(paths.program))
		return false;
	folders[length - 1] = ':';
	strcpy(folders + length, other);
	return make_variable(paths.library_path, sizeof(paths.library_path),
			LIBRARY_PATH_VARIABLE, folders,
			value_of(environment, LIBRARY_PATH_VARIABLE))
		&& make_variable(paths.preload, sizeof(paths.preload),
			PRELOAD_VARIABLE, "libroot.so", preloaded);
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
