#include <kernel_objects.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT port_id
__create_port(int32 capacity, const char* name)
{
	return _kern_create_port(capacity, name);
}

CURRENT_VERSION(__create_port, create_port);

extern "C" LIBROOT_EXPORT port_id
__find_port(const char* name)
{
	return _kern_find_port(name);
}

CURRENT_VERSION(__find_port, find_port);

extern "C" LIBROOT_EXPORT status_t
__set_port_owner(port_id id, team_id team)
{
	return _kern_set_port_owner(id, team);
}

CURRENT_VERSION(__set_port_owner, set_port_owner);

extern "C" LIBROOT_EXPORT status_t
__close_port(port_id id)
{
	return _kern_close_port(id);
}

CURRENT_VERSION(__close_port, close_port);

extern "C" LIBROOT_EXPORT status_t
__delete_port(port_id id)
{
	return _kern_delete_port(id);
}

CURRENT_VERSION(__delete_port, delete_port);
