#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#include <symbol_versions.h>

#include "host_function.h"
#include "program_signals.h"
#include "program_start.h"

typedef int execute_function(const char*, char* const*, char* const*);

static constinit struct {
	host_function<execute_function>	execve{"execve"};
	host_function<execute_function>	execvpe{"execvpe"};
	host_function<int(int, char* const*, char* const*)>	fexecve{"fexecve"};
	host_function<int(int, const char*, char* const*, char* const*, int)>
		execveat{"execveat"};
} host;

/* The new program's mask is the one that this one believes in, and BeOS's
 * programs are started with libroot-run. All are async-signal-safe; errors as
 * the host's. */
extern "C" int
__execve_with_mask(const char* path, char* const arguments[],
	char* const environment[]) noexcept
{
	start_paths paths;
	const bool isForRunner = is_started_by_runner(AT_FDCWD, path, paths);
	host_call call;
	return start_program(isForRunner, path, arguments, environment, paths,
		[](const char* path, char* const* arguments, char* const* environment) {
			return host.execve(path, arguments, environment);
		});
}

extern "C" int
__execvpe_with_mask(const char* file, char* const arguments[],
	char* const environment[]) noexcept
{
	start_paths paths;
	const bool isForRunner = find_beos_program(file, paths);
	host_call call;
	return start_program(isForRunner, isForRunner ? paths.program : file,
		arguments, environment, paths,
		[](const char* file, char* const* arguments, char* const* environment) {
			return host.execvpe(file, arguments, environment);
		});
}

extern "C" int
__execv_with_mask(const char* path, char* const arguments[]) noexcept
{
	return __execve_with_mask(path, arguments, environ);
}

extern "C" int
__execvp_with_mask(const char* file, char* const arguments[]) noexcept
{
	return __execvpe_with_mask(file, arguments, environ);
}

/* A file without a path of its own is left to the kernel. */
extern "C" int
__fexecve_with_mask(int file, char* const arguments[],
	char* const environment[]) noexcept
{
	start_paths paths;
	const bool isForRunner = is_started_by_runner(file, paths);
	host_call call;
	return start_program(isForRunner, paths.program, arguments, environment,
		paths, [=](const char* runner, char* const* arguments,
				char* const* environment) {
			return isForRunner ? host.execve(runner, arguments, environment)
				: host.fexecve(file, arguments, environment);
		});
}

extern "C" int
__execveat_with_mask(int folder, const char* path, char* const arguments[],
	char* const environment[], int flags) noexcept
{
	start_paths paths;
	const bool isEmpty = (flags & AT_EMPTY_PATH) != 0 && path != nullptr
		&& path[0] == '\0';
	bool isForRunner = false;
	if (isEmpty)
		isForRunner = is_started_by_runner(folder, paths);
	else if ((flags & AT_SYMLINK_NOFOLLOW) == 0)
		isForRunner = find_beos_program_at(folder, path, paths);
	host_call call;
	return start_program(isForRunner, paths.program, arguments, environment,
		paths, [=](const char* runner, char* const* arguments,
				char* const* environment) {
			return isForRunner ? host.execve(runner, arguments, environment)
				: host.execveat(folder, path, arguments, environment, flags);
		});
}

/* Arguments that were listed in a call, up to a null pointer, which the
 * environment may follow: an array of them on the stack, because the heap is no
 * place for the child of vfork(). */
static int
execute_listed(execute_function* execute, const char* file, const char* first,
	va_list list, bool environmentFollows)
{
	va_list counted;
	va_copy(counted, list);
	size_t count = 0;
	for (const char* argument = first; argument != nullptr; count++)
		argument = va_arg(counted, const char*);
	va_end(counted);

	char* arguments[count + 1];
	arguments[0] = (char*)first;
	for (size_t i = 1; i <= count; i++)
		arguments[i] = va_arg(list, char*);
	return execute(file, arguments,
		environmentFollows ? va_arg(list, char**) : environ);
}

extern "C" int
__execl_with_mask(const char* path, const char* argument, ...) noexcept
{
	va_list list;
	va_start(list, argument);
	const int result = execute_listed(__execve_with_mask, path, argument, list,
		false);
	va_end(list);
	return result;
}

extern "C" int
__execle_with_mask(const char* path, const char* argument, ...) noexcept
{
	va_list list;
	va_start(list, argument);
	const int result = execute_listed(__execve_with_mask, path, argument, list,
		true);
	va_end(list);
	return result;
}

extern "C" int
__execlp_with_mask(const char* file, const char* argument, ...) noexcept
{
	va_list list;
	va_start(list, argument);
	const int result = execute_listed(__execvpe_with_mask, file, argument, list,
		false);
	va_end(list);
	return result;
}

EVERY_VERSION(__execve_with_mask, execve);
EVERY_VERSION(__execvpe_with_mask, execvpe);
EVERY_VERSION(__execv_with_mask, execv);
EVERY_VERSION(__execvp_with_mask, execvp);
EVERY_VERSION(__fexecve_with_mask, fexecve);
EVERY_VERSION(__execveat_with_mask, execveat);
EVERY_VERSION(__execl_with_mask, execl);
EVERY_VERSION(__execle_with_mask, execle);
EVERY_VERSION(__execlp_with_mask, execlp);
