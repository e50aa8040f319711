/* The ids of the host loader's images. */
#ifndef _HOST_IMAGES_H
#define _HOST_IMAGES_H

#include <kernel_images.h>

#pragma GCC visibility push(hidden)

/* All under this lock, which is recursive: initialisation loads others. The
 * images of BeOS's are under it too. */
class image_lock {
public:
	image_lock();
	~image_lock();
	image_lock(const image_lock&) = delete;
};

/* One that no image of the process has had. */
image_id new_image_id();

/* The id of an image that is loaded, as an add-on or as anything else; or
 * B_NO_MEMORY. */
image_id id_of_host_image(host_image image, bool isAddOn);

/* It has been unloaded. */
void forget_host_image(image_id id);

/* Null: no such image. */
host_image host_image_with_id(image_id id);

bool is_host_add_on(image_id id);

status_t describe_host_image(host_image image, image_info* info);

status_t get_host_image_symbol(image_id id, const char* name, int32 type,
	bool legacy, void** location);
status_t get_nth_host_image_symbol(image_id id, int32 number, char* name,
	int32* nameLength, int32* type, void** location);

/* What get_nth_image_symbol() says of a symbol that was found. */
status_t tell_nth_symbol(const char* found, int32 foundType, void* address,
	char* name, int32* nameLength, int32* type, void** location);

#pragma GCC visibility pop

#endif	/* _HOST_IMAGES_H */
