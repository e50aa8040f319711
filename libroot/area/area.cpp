#include <kernel_objects.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT area_id
__create_area(const char* name, void** address, uint32 addressSpec,
	size_t size, uint32 lock, uint32 protection)
{
	return _kern_create_area(name, address, addressSpec, size, lock, protection);
}

CURRENT_VERSION(__create_area, create_area);

extern "C" LIBROOT_EXPORT area_id
__clone_area(const char* name, void** address, uint32 addressSpec,
	uint32 protection, area_id source)
{
	return _kern_clone_area(name, address, addressSpec, protection, source);
}

CURRENT_VERSION(__clone_area, clone_area);

extern "C" LIBROOT_EXPORT area_id
__find_area(const char* name)
{
	return _kern_find_area(name);
}

CURRENT_VERSION(__find_area, find_area);

extern "C" LIBROOT_EXPORT area_id
__area_for(void* address)
{
	return _kern_area_for(address);
}

CURRENT_VERSION(__area_for, area_for);

extern "C" LIBROOT_EXPORT status_t
__delete_area(area_id id)
{
	return _kern_delete_area(id);
}

CURRENT_VERSION(__delete_area, delete_area);

extern "C" LIBROOT_EXPORT status_t
__resize_area(area_id id, size_t size)
{
	return _kern_resize_area(id, size);
}

CURRENT_VERSION(__resize_area, resize_area);

extern "C" LIBROOT_EXPORT status_t
__set_area_protection(area_id id, uint32 protection)
{
	return _kern_set_area_protection(id, protection);
}

CURRENT_VERSION(__set_area_protection, set_area_protection);
