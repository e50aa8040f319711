/* Where a reference of one of BeOS's images is bound to. */
#ifndef _BEOS_SYMBOL_SEARCH_H
#define _BEOS_SYMBOL_SEARCH_H

#include <stdlib.h>

#include "image.h"

/* Images and the libraries of the platform, in the order of the search, each
 * once. */
class symbol_scope {
public:
	symbol_scope() = default;
	symbol_scope(const symbol_scope&) = delete;

	~symbol_scope()
	{
		free(fImages);
		free(fNatives);
	}

	/* Adds the image, then breadth first those that it needs. False: no
	 * memory. */
	bool add_with_needed(beos_image& image);

	/* The definition in one of them, 0 if there is none. */
	uintptr_t find(const char* name) const;

	uint32_t
	image_count() const
	{
		return fImageCount;
	}

	beos_image&
	image_at(uint32_t index) const
	{
		return *fImages[index];
	}

private:
	bool add_image(beos_image* image);
	bool add_native(void* native);

	beos_image**	fImages = nullptr;
	uint32_t		fImageCount = 0;
	void**			fNatives = nullptr;
	uint32_t		fNativeCount = 0;
};

/* What stands for libroot.so among the platform's libraries. */
extern void* const LIBROOT_HANDLE;

/* In libroot, as BeOS's programs see it: its functions of LIBROOT_BASE, the
 * others of its own, what it has for all; then the host's C library and what
 * else the runner is linked to. 0 if there is none. */
uintptr_t find_platform_symbol(const char* name);

/* In one library of the platform. */
uintptr_t find_native_symbol(void* native, const char* name);

#endif	/* _BEOS_SYMBOL_SEARCH_H */
