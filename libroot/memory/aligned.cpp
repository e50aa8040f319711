/* Aligned memory. It is the host's; freed, it serves any purpose. */
#include <errno.h>

#include <symbol_versions.h>

#include "memory_functions.h"
#include "thread_cache.h"

extern "C" {

/* alignment is rounded up to a power of two (as the host does). Null with errno
 * EINVAL (there is no such power) or ENOMEM.
 * Async-signal-safe. */
void*
__memalign(size_t alignment, size_t size)
{
	if (alignment <= host_heap::ALIGNMENT)
		return __malloc(size);
	signal_section section;
	return from_host([=] { return __libc_memalign(alignment, size); });
}

EVERY_VERSION(__memalign, memalign);
EVERY_VERSION(__memalign, aligned_alloc);

/* Returns EINVAL (alignment is no power of two or less than a pointer) or
 * ENOMEM, which leave *result and errno alone.
 * Async-signal-safe. */
int
__posix_memalign(void** result, size_t alignment, size_t size)
{
	if (alignment < sizeof(void*) || (alignment & (alignment - 1)) != 0)
		return EINVAL;
	const int error = errno;
	void* memory = __memalign(alignment, size);
	errno = error;
	if (memory == nullptr)
		return ENOMEM;
	*result = memory;
	return 0;
}

EVERY_VERSION(__posix_memalign, posix_memalign);

/* Aligned to pages; pvalloc() rounds the size up to whole ones too. Null with
 * errno ENOMEM. Async-signal-safe. */
void*
__valloc(size_t size)
{
	signal_section section;
	return from_host([=] { return __libc_valloc(size); });
}

EVERY_VERSION(__valloc, valloc);

void*
__pvalloc(size_t size)
{
	signal_section section;
	return from_host([=] { return __libc_pvalloc(size); });
}

EVERY_VERSION(__pvalloc, pvalloc);

}	/* extern "C" */
