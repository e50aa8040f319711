#include <stdlib.h>

#include <symbol_versions.h>

/* BeOS's relocating allocator (<malloc.h>): blocks that may move when another
 * one needs space, so that programs keep the address of the pointer. Ours move
 * only when they grow. Each returns the block's address, or null. */
extern "C" LIBROOT_EXPORT void*
__r_alloc_beos(void** block, size_t size)
{
	*block = malloc(size);
	return *block;
}

/* Without memory, the block stays as it is. */
extern "C" LIBROOT_EXPORT void*
__r_re_alloc_beos(void** block, size_t size)
{
	/* realloc() would free one that shrinks to nothing. */
	void* moved = realloc(*block, size != 0 ? size : 1);
	if (moved != nullptr)
		*block = moved;
	return moved;
}

extern "C" LIBROOT_EXPORT void
__r_alloc_free_beos(void** block)
{
	free(*block);
	*block = nullptr;
}

LEGACY_VERSION(__r_alloc_beos, r_alloc);
LEGACY_VERSION(__r_re_alloc_beos, r_re_alloc);
LEGACY_VERSION(__r_alloc_free_beos, r_alloc_free);
