#include <image.h>

#include <unistd.h>

#include <symbol_versions.h>

#include "host_images.h"

extern "C" LIBROOT_EXPORT status_t
__get_image_info(image_id id, image_info* info, size_t size)
{
	if (info == nullptr || size != sizeof(*info))
		return B_BAD_VALUE;
	image_lock lock;
	const host_image image = host_image_with_id(id);
	return image != nullptr
		? describe_host_image(image, info) : B_BAD_IMAGE_ID;
}

CURRENT_VERSION(__get_image_info, _get_image_info);

extern "C" LIBROOT_EXPORT status_t
__get_next_image_info(team_id team, int32* cookie, image_info* info,
	size_t size)
{
	if (info == nullptr || cookie == nullptr || size != sizeof(*info)
		|| (team != 0 && team != getpid()) || *cookie < 0)
		return B_BAD_VALUE;
	image_lock lock;
	const host_image image = _kern_host_image(*cookie);
	if (image == nullptr)
		return B_BAD_VALUE;
	const status_t status = describe_host_image(image, info);
	if (status == B_OK)
		++*cookie;
	return status;
}

CURRENT_VERSION(__get_next_image_info, _get_next_image_info);
