#include <image.h>

#include <symbol_versions.h>

#include "host_images.h"

extern "C" LIBROOT_EXPORT status_t
__get_image_symbol(image_id id, const char* name, int32 type, void** location)
{
	if (name == nullptr || location == nullptr)
		return B_BAD_VALUE;
	image_lock lock;
	return get_host_image_symbol(id, name, type, false, location);
}

CURRENT_VERSION(__get_image_symbol, get_image_symbol);

extern "C" LIBROOT_EXPORT status_t
__get_nth_image_symbol(image_id id, int32 number, char* name, int32* nameLength,
	int32* type, void** location)
{
	image_lock lock;
	return get_nth_host_image_symbol(id, number, name, nameLength, type,
		location);
}

CURRENT_VERSION(__get_nth_image_symbol, get_nth_image_symbol);
