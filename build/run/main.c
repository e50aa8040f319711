/* libroot-run: starts programs of BeOS's, and those of this platform, each the
 * right way. It is an i386 program, because it becomes the one of BeOS's. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include <beos_program.h>

#include "binfmt.h"
#include "installed.h"
#include "native_program.h"
#include "run.h"
#include "trace.h"

static const char usage[] =
	"usage: libroot-run [--trace] [--argv0 NAME] PROGRAM [ARGUMENT...]\n"
	"       libroot-run --explain [--json] FILE...\n"
	"       libroot-run --register | --unregister | --help | --version\n";

static const char help[] =
	"Starts a program of BeOS R5 for x86, or one of this platform, on the right\n"
	"libroot.\n"
	"\n"
	"  --trace       say on standard error which ABI each image is bound to, and\n"
	"                each signal function that is called and signal delivered\n"
	"  --argv0 NAME  what the program finds as argv[0], instead of PROGRAM\n"
	"  --explain     do not run: say what each file is, and what it lacks\n"
	"  --json        with --explain: as JSON\n"
	"  --register    have the kernel start programs of BeOS's by their names\n"
	"                (binfmt_misc; as root)\n"
	"  --unregister  no longer\n"
	"\n"
	"Exit status: the program's; 126 if it cannot be started, 127 if it is not\n"
	"there. See libroot-run(1).\n";

static int
refuse_usage(void)
{
	fputs(usage, stderr);
	return CANNOT_EXECUTE;
}

static int
complain(const char* program, int error)
{
	fprintf(stderr, "libroot-run: %s: %s\n", program, strerror(error));
	return error == ENOENT || error == ENOTDIR ? NOT_FOUND : CANNOT_EXECUTE;
}

/* As the shell does it: a name without slash is searched for in PATH. Returns
 * the open file and its path, or -1 with errno set. */
static int
open_program(const char* name, char* path, size_t size)
{
	const char* folders = getenv("PATH");
	if (strchr(name, '/') != NULL || folders == NULL) {
		if (snprintf(path, size, "%s", name) >= (int)size) {
			errno = ENAMETOOLONG;
			return -1;
		}
		return open64(path, O_RDONLY | O_CLOEXEC);
	}
	int error = ENOENT;
	for (;;) {
		const size_t length = strcspn(folders, ":");
		const int made = snprintf(path, size, "%.*s%s%s", (int)length, folders,
			length != 0 ? "/" : "./", name);
		if (made < (int)size && access(path, X_OK) == 0) {
			const int file = open64(path, O_RDONLY | O_CLOEXEC);
			if (file >= 0)
				return file;
		}
		if (errno == EACCES)
			error = EACCES;
		if (folders[length] == '\0')
			break;
		folders += length + 1;
	}
	errno = error;
	return -1;
}

struct run_options {
	char*	name;		/* what the program is to find as argv[0]; or null */
	char**	traced;		/* all arguments of libroot-run, if it is to be traced */
};

static int
run(char** arguments, int count, struct run_options options)
{
	static char path[4096];
	const int file = open_program(arguments[0], path, sizeof(path));
	if (file < 0)
		return complain(arguments[0], errno);
	const enum program_kind kind = kind_of_program(file);
	close(file);
	if (options.traced != NULL && getenv(TRACE_VARIABLE) == NULL) {
		if (!set_trace_variables())
			return complain("--trace", ENOMEM);
		/* The libraries of this process are there already. */
		if (kind == BEOS_PROGRAM) {
			execv("/proc/self/exe", options.traced);
			return complain("/proc/self/exe", errno);
		}
	}
	if (options.name != NULL)
		arguments[0] = options.name;
	if (kind == BEOS_PROGRAM)
		return _run_beos_program(path, count, arguments, environ);
	return run_native_program(path, kind, arguments);
}

static int
explain(char** arguments, int count, bool json)
{
	char tool[4096];
	const int more = json ? 2 : 1;
	char** all = calloc(count + more + 1, sizeof(*all));
	if (all == NULL || !installed_path("libexec/libroot/explain", tool,
			sizeof(tool)))
		return complain("--explain", ENOMEM);
	all[0] = tool;
	all[1] = "--json";
	for (int i = 0; i < count; i++) {
		/* What is not here may be in PATH, as when it is run. */
		char path[4096];
		const int file = access(arguments[i], F_OK) == 0 ? -1
			: open_program(arguments[i], path, sizeof(path));
		all[more + i] = file >= 0 ? strdup(path) : arguments[i];
		close(file);
	}
	execv(tool, all);
	return complain(tool, errno);
}

int
main(int count, char** arguments)
{
	/* binfmt_misc, with the flag P: PROGRAM ARGV0 ARGUMENTS. */
	enum { PRESERVES_ARGV0 = 1 };	/* AT_FLAGS_PRESERVE_ARGV0, <linux/binfmts.h> */
	if ((getauxval(AT_FLAGS) & PRESERVES_ARGV0) != 0 && count >= 3) {
		char* program = arguments[1];
		char* name = arguments[2];
		arguments[2] = program;
		return run(arguments + 2, count - 2, (struct run_options){ name, NULL });
	}

	enum { TRACE = 1, EXPLAIN, JSON, REGISTER, UNREGISTER, HELP, VERSION_OPTION,
		ARGV0 };
	static const struct option options[] = {
		{ "trace", no_argument, NULL, TRACE },
		{ "explain", no_argument, NULL, EXPLAIN },
		{ "json", no_argument, NULL, JSON },
		{ "register", no_argument, NULL, REGISTER },
		{ "unregister", no_argument, NULL, UNREGISTER },
		{ "argv0", required_argument, NULL, ARGV0 },
		{ "help", no_argument, NULL, HELP },
		{ "version", no_argument, NULL, VERSION_OPTION },
		{ NULL, 0, NULL, 0 }
	};
	char** all = arguments;
	int action = 0;
	bool json = false;
	struct run_options options_of_run = { NULL, NULL };
	for (;;) {
		/* "+": what follows the program's name is the program's. */
		const int option = getopt_long(count, arguments, "+", options, NULL);
		if (option == -1)
			break;
		if (option == JSON)
			json = true;
		else if (option == ARGV0)
			options_of_run.name = optarg;
		else if (option == TRACE)
			options_of_run.traced = all;
		else if (option == '?' || action != 0)
			return refuse_usage();
		else
			action = option;
	}
	arguments += optind;
	count -= optind;

	switch (action) {
		case HELP:
			fputs(usage, stdout);
			fputs(help, stdout);
			return fflush(stdout) == 0 ? 0 : 1;
		case VERSION_OPTION:
			puts("libroot-run " VERSION);
			return fflush(stdout) == 0 ? 0 : 1;
		case REGISTER:
			return count == 0 ? register_format() : refuse_usage();
		case UNREGISTER:
			return count == 0 ? unregister_format() : refuse_usage();
	}
	if (count == 0 || (json && action != EXPLAIN))
		return refuse_usage();
	return action == EXPLAIN
		? explain(arguments, count, json)
		: run(arguments, count, options_of_run);
}
