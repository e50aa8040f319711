/* All of BeOS's images in the process.
 *
 * Everything here is done under image_lock. */
#ifndef _BEOS_IMAGE_LIST_H
#define _BEOS_IMAGE_LIST_H

#include <libroot/image/host_images.h>

#include "image.h"

struct image_list {
	beos_image*	first;
	beos_image*	program;	/* null in a process that is none of BeOS's */

	/* Loads an image with all that it needs, and relocates them. An image that
	 * is there already is not loaded twice. */
	beos_image* load(const char* path, image_type type, image_error& error);

	/* Runs _init of the images that have not been, those first that are needed
	 * by others. */
	void initialize(beos_image& image);

	/* Runs _fini of all in the reverse order. */
	void terminate_all();

	/* Unloads what nobody uses any longer, after its _fini. */
	void release(beos_image& image);

	beos_image* find(image_id id) const;
	beos_image* at(uintptr_t address) const;
};

extern image_list beos_images;

#endif	/* _BEOS_IMAGE_LIST_H */
