#include "host_images.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

image_lock::image_lock()
{
	pthread_mutex_lock(&lock);
}

image_lock::~image_lock()
{
	pthread_mutex_unlock(&lock);
}

namespace {

/* An image that somebody has asked for. */
struct known_image {
	host_image	image;		/* may have been unloaded since */
	image_id	id;
	bool		is_add_on;
};

/* Under the lock. Ids are never used again; entries of unloaded images are. */
known_image* known_images;
int32 known_count;
image_id last_id;

known_image*
find_known(image_id id)
{
	for (int32 i = 0; i < known_count; i++) {
		if (known_images[i].id == id && known_images[i].image != nullptr
			&& _kern_is_host_image(known_images[i].image))
			return &known_images[i];
	}
	return nullptr;
}

}	/* namespace */

image_id
new_image_id()
{
	return ++last_id;
}

image_id
id_of_host_image(host_image image, bool isAddOn)
{
	known_image* place = nullptr;
	for (int32 i = 0; i < known_count; i++) {
		if (known_images[i].image == image) {
			known_images[i].is_add_on |= isAddOn;
			return known_images[i].id;
		}
		if (known_images[i].image == nullptr
			|| !_kern_is_host_image(known_images[i].image))
			place = &known_images[i];
	}
	if (place == nullptr) {
		known_image* larger = (known_image*)realloc(known_images,
			(known_count + 1) * sizeof(known_image));
		if (larger == nullptr)
			return B_NO_MEMORY;
		known_images = larger;
		place = &known_images[known_count++];
	}
	*place = { image, new_image_id(), isAddOn };
	return place->id;
}

void
forget_host_image(image_id id)
{
	for (int32 i = 0; i < known_count; i++) {
		if (known_images[i].id == id)
			known_images[i].image = nullptr;
	}
}

host_image
host_image_with_id(image_id id)
{
	const known_image* known = find_known(id);
	return known != nullptr ? known->image : nullptr;
}

bool
is_host_add_on(image_id id)
{
	const known_image* known = find_known(id);
	return known != nullptr && known->is_add_on;
}

status_t
describe_host_image(host_image image, image_info* info)
{
	memset(info, 0, sizeof(*info));
	const image_id id = id_of_host_image(image, false);
	if (id < B_OK)
		return id;
	_kern_describe_host_image(image, info);
	info->id = info->sequence = info->init_order = id;
	info->type = image == _kern_host_image(0) ? B_APP_IMAGE
		: is_host_add_on(id) ? B_ADD_ON_IMAGE : B_LIBRARY_IMAGE;
	return B_OK;
}

status_t
get_host_image_symbol(image_id id, const char* name, int32 type, bool legacy,
	void** location)
{
	const host_image image = host_image_with_id(id);
	if (image == nullptr)
		return B_BAD_IMAGE_ID;
	int32 found;
	void* address = _kern_host_image_symbol(image, name, legacy, &found);
	if (address == nullptr || (type != B_SYMBOL_TYPE_ANY && type != found))
		return B_BAD_INDEX;
	*location = address;
	return B_OK;
}

status_t
tell_nth_symbol(const char* found, int32 foundType, void* address, char* name,
	int32* nameLength, int32* type, void** location)
{
	const int32 length = strlen(found);
	if (name != nullptr && nameLength != nullptr) {
		if (*nameLength > 0) {
			const int32 copied = length < *nameLength ? length : *nameLength - 1;
			memcpy(name, found, copied);
			name[copied] = '\0';
		}
		*nameLength = length;
	}
	if (type != nullptr)
		*type = foundType;
	if (location != nullptr)
		*location = address;
	return B_OK;
}

status_t
get_nth_host_image_symbol(image_id id, int32 number, char* name,
	int32* nameLength, int32* type, void** location)
{
	const host_image image = host_image_with_id(id);
	if (image == nullptr)
		return B_BAD_IMAGE_ID;
	const char* found;
	int32 foundType;
	void* address
		= _kern_nth_host_image_symbol(image, number, &found, &foundType);
	if (number < 0 || address == nullptr)
		return B_BAD_INDEX;
	return tell_nth_symbol(found, foundType, address, name, nameLength, type,
		location);
}
