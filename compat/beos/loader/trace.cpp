#include "trace.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include <OS.h>

/* libroot-trace.so, or null. Both under the image lock. */
static void* trace_library;
static bool is_known;

static bool
is_tracing()
{
	if (!is_known) {
		is_known = true;
		if (getenv("LIBROOT_TRACE") != nullptr)
			trace_library = dlopen("libroot-trace.so", RTLD_NOW | RTLD_NOLOAD);
	}
	return trace_library != nullptr;
}

uintptr_t
find_traced_function(const char* name)
{
	if (!is_tracing())
		return 0;
	void* found = dlvsym(trace_library, name, "LIBROOT_BASE");
	if (found == nullptr)
		found = dlvsym(trace_library, name, "LIBROOT_1_ALPHA4");
	return (uintptr_t)found;
}

void
trace_image(const beos_image& image)
{
	if (!is_tracing())
		return;
	fprintf(stderr, "libroot-run[%d]: image BeOS %s\n",
		(int)find_thread(nullptr), image.path);
}
