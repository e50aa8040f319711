/* What else takes the locks of the host's heap. Not here are malloc_info() and
 * malloc_stats(), which print while they hold them: a section would hold
 * signals back for as long as the output blocks. */
#include <symbol_versions.h>

#include "thread_cache.h"

extern "C" {

/* Gives memory that is free back to the system, but for bytesToKeep at the top;
 * what other threads' caches hold stays. 1 if there was any. Async-signal-safe;
 * signals wait meanwhile. */
int
__malloc_trim(size_t bytesToKeep)
{
	signal_section section;
	release_caches();
	return trim_host_heap(bytesToKeep);
}

EVERY_VERSION(__malloc_trim, malloc_trim);

/* Sets a parameter of the host's heap. 0 if the host knows no such parameter.
 * Async-signal-safe. */
int
__mallopt(int parameter, int value)
{
	signal_section section;
	/* All that is allocated and freed is to be overwritten. */
	if (parameter == M_PERTURB && value != 0)
		forbid_caches();
	return __libc_mallopt(parameter, value);
}

EVERY_VERSION(__mallopt, mallopt);

/* Statistics. What caches hold counts as in use. Async-signal-safe. */
struct mallinfo2
__mallinfo2()
{
	signal_section section;
	return host_heap_info();
}

EVERY_VERSION(__mallinfo2, mallinfo2);

/* The same in numbers that overflow. */
struct mallinfo
__mallinfo()
{
	signal_section section;
	return __libc_mallinfo();
}

EVERY_VERSION(__mallinfo, mallinfo);

}	/* extern "C" */
