#include "trace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "installed.h"
#include "run.h"
#include "variable.h"

/* A name to be searched for, and the folders of both architectures: the loader
 * takes what is for it. */
int
start_traced(char** arguments)
{
	char folder[4096];
	if (installed_path("lib32", folder, sizeof(folder))
		&& put_first_in_variable("LD_LIBRARY_PATH", folder)
		&& installed_path("lib", folder, sizeof(folder))
		&& put_first_in_variable("LD_LIBRARY_PATH", folder)
		&& put_first_in_variable("LD_PRELOAD", "libroot-trace.so")
		&& setenv(TRACE_VARIABLE, "1", 1) == 0)
		execv("/proc/self/exe", arguments);
	fprintf(stderr, "libroot-run: --trace: %s\n", strerror(errno));
	return CANNOT_EXECUTE;
}
