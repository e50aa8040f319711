/* BeOS's second names for the functions of its heap (<malloc.h>), which is
 * libroot's. */
#include <malloc.h>
#include <stdlib.h>

#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT void*
__malloc_beos(size_t size)
{
	return malloc(size);
}

extern "C" LIBROOT_EXPORT void*
__calloc_beos(size_t count, size_t size)
{
	return calloc(count, size);
}

extern "C" LIBROOT_EXPORT void*
__realloc_beos(void* block, size_t size)
{
	return realloc(block, size);
}

extern "C" LIBROOT_EXPORT void*
__memalign_beos(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

extern "C" LIBROOT_EXPORT void*
__valloc_beos(size_t size)
{
	return valloc(size);
}

extern "C" LIBROOT_EXPORT void
__free_beos(void* block)
{
	free(block);
}

extern "C" LIBROOT_EXPORT void
__cfree_beos(void* block)
{
	free(block);
}

LEGACY_VERSION(__malloc_beos, _malloc);
LEGACY_VERSION(__calloc_beos, _calloc);
LEGACY_VERSION(__realloc_beos, _realloc);
LEGACY_VERSION(__memalign_beos, _memalign);
LEGACY_VERSION(__valloc_beos, _valloc);
LEGACY_VERSION(__free_beos, _free);
LEGACY_VERSION(__cfree_beos, _cfree);

/* "Nonzero if malloc() has done its initialization": always. */
extern "C" LIBROOT_EXPORT int __malloc_initialized_beos;
int __malloc_initialized_beos = 1;

LEGACY_VERSION(__malloc_initialized_beos, __malloc_initialized);
