#include "trace.h"

#include <stdlib.h>

#include "installed.h"
#include "variable.h"

/* A name to be searched for, and the folders of both architectures: the loader
 * takes what is for it. */
bool
set_trace_variables(void)
{
	char folder[4096];
	return installed_path("lib32", folder, sizeof(folder))
		&& put_first_in_variable("LD_LIBRARY_PATH", folder)
		&& installed_path("lib", folder, sizeof(folder))
		&& put_first_in_variable("LD_LIBRARY_PATH", folder)
		&& put_first_in_variable("LD_PRELOAD", "libroot-trace.so")
		&& setenv(TRACE_VARIABLE, "1", 1) == 0;
}
