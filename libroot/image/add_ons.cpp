#include <image.h>

#include <dlfcn.h>
#include <unistd.h>

#include <symbol_versions.h>

#include "host_images.h"

/* The host's loader has counted the calls; what stands for the image in it is
 * the handle as well. */
extern "C" LIBROOT_EXPORT image_id
__load_add_on(const char* path)
{
	if (path == nullptr)
		return B_BAD_VALUE;
	image_lock lock;
	void* handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (handle == nullptr)
		return access(path, F_OK) == 0 ? B_NOT_AN_EXECUTABLE : B_ENTRY_NOT_FOUND;
	const image_id id
		= id_of_host_image(_kern_host_image_of_handle(handle), true);
	if (id < B_OK)
		dlclose(handle);
	return id;
}

CURRENT_VERSION(__load_add_on, load_add_on);

extern "C" LIBROOT_EXPORT status_t
__unload_add_on(image_id id)
{
	image_lock lock;
	const host_image image = host_image_with_id(id);
	if (image == nullptr || !is_host_add_on(id))
		return B_BAD_IMAGE_ID;
	dlclose((void*)image);
	if (!_kern_is_host_image(image))
		forget_host_image(id);
	return B_OK;
}

CURRENT_VERSION(__unload_add_on, unload_add_on);
