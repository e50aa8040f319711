/* The images of BeOS's that are loaded, and what of the platform's own they
 * were linked against. */
#ifndef _BEOS_IMAGE_H
#define _BEOS_IMAGE_H

#include <image.h>

#include "image_file.h"

struct beos_image;

/* One entry of an image's DT_NEEDED. */
struct needed_library {
	const char*	name;		/* as the image names it */
	beos_image*	image;		/* one of BeOS's; else null */
	void*		native;		/* one of the platform's own: the host's handle */
	/* Neither: it is missing, which matters only to who needs it. */
	bool
	is_missing() const
	{
		return image == nullptr && native == nullptr;
	}
};

/* Created, linked and destroyed under the image lock. Between, the loader's
 * fields never change but for the counts. */
struct beos_image {
	beos_image*		next;		/* in the order of loading */
	image_id		id;
	image_type		type;
	char*			path;
	image_layout	layout;
	image_tables	tables;
	uintptr_t		base;		/* what is added to the file's addresses */
	dev_t			device;
	ino64_t			node;

	needed_library*	needed;
	uint32_t		needed_count;

	/* Of load_add_on() calls; and of images that need this one. */
	uint32_t		add_on_count;
	uint32_t		user_count;

	/* Initialised when its _init was called, in the order of
	 * image_list::initialize(). */
	int32			init_order;
	bool			is_relocated;
	bool			is_initialized;
	/* Set while what needs it, directly or not, is being initialised: images
	 * may need each other. */
	bool			is_initializing;

	uintptr_t
	address_of(const Elf32_Sym& symbol) const
	{
		return symbol.st_shndx == SHN_ABS
			? symbol.st_value : base + symbol.st_value;
	}

	bool
	contains(uintptr_t address) const
	{
		return address - (base + layout.start) < layout.size;
	}
};

/* Maps a file as an image that is in no list yet; null on failure. */
beos_image* map_image(int file, const char* path, image_error& error);

/* Undoes map_image(). */
void unmap_image(beos_image* image);

/* Binds every reference of the image, by symbol_scope's order. */
bool relocate_image(beos_image& image, image_error& error);

/* What runs a function of an image's: _init or _fini with the image's id. */
void call_image_hook(uintptr_t function, image_id id);

#endif	/* _BEOS_IMAGE_H */
