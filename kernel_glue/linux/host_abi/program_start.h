/* Starting a program the right way: one of BeOS's through libroot-run, because
 * the kernel would start it as if it were a static program; and from a program
 * of BeOS's any other one with libroot loaded first, so that what it starts in
 * turn is started the right way too.
 *
 * All of it is on the stack, because the heap is no place for the child of
 * vfork(). Async-signal-safe; errno is left alone. */
#ifndef _PROGRAM_START_H
#define _PROGRAM_START_H

#include <limits.h>
#include <stddef.h>

#include <beos_executable.h>

/* What begins an environment variable, with its "=". */
#define LIBRARY_PATH_VARIABLE	"LD_LIBRARY_PATH="
#define PRELOAD_VARIABLE		"LD_PRELOAD="

/* Room for the paths that are given instead. */
struct start_paths {
	char	runner[PATH_MAX];
	char	program[PATH_MAX];
	/* LIBRARY_PATH_VARIABLE and PRELOAD_VARIABLE, with what they had. */
	char	library_path[4 * PATH_MAX];
	char	preload[PATH_MAX];
};

/* Whether the program at path is one of BeOS's; then paths.runner is what starts
 * it. folder as in openat(). */
bool is_started_by_runner(int folder, const char* path, start_paths& paths);

/* The same for an open file, whose path becomes paths.program. */
bool is_started_by_runner(int file, start_paths& paths);

/* The same for a path in a folder: paths.program is a path of its own. */
bool find_beos_program_at(int folder, const char* path, start_paths& paths);

/* The file that the host's execvp() would take, if it is one of BeOS's. */
bool find_beos_program(const char* name, start_paths& paths);

/* Fills the two variables from an environment's, so that libroot.so is loaded
 * first into programs of either architecture. False: they are to stay as they
 * are. */
bool make_preload_variables(bool isForRunner, char* const* environment,
	start_paths& paths);

size_t count_strings(char* const* strings);

/* The runner's arguments: RUNNER --argv0 NAME PROGRAM ARGUMENTS. There is room
 * for four more than in the program's. */
void make_runner_arguments(const char* program, char* const* arguments,
	const start_paths& paths, char** made);

/* There is room for two more. */
void make_preloading_environment(char* const* environment, start_paths& paths,
	char** made);

/* Calls execute(path, arguments, environment) with what starts the program.
 * isForRunner: program is one of BeOS's. */
template<typename Execute>
auto
start_program(bool isForRunner, const char* program, char* const* arguments,
	char* const* environment, start_paths& paths, Execute execute)
{
	char* forRunner[isForRunner ? count_strings(arguments) + 5 : 1];
	if (isForRunner) {
		make_runner_arguments(program, arguments, paths, forRunner);
		program = paths.runner;
		arguments = forRunner;
	}
	if (!make_preload_variables(isForRunner, environment, paths))
		return execute(program, arguments, environment);
	char* preloading[count_strings(environment) + 3];
	make_preloading_environment(environment, paths, preloading);
	return execute(program, arguments, preloading);
}

#endif	/* _PROGRAM_START_H */
