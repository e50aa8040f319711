#include <kernel_objects.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT status_t
__get_port_info(port_id id, port_info* info, size_t size)
{
	return _kern_get_port_info(id, info, size);
}

CURRENT_VERSION(__get_port_info, _get_port_info);

extern "C" LIBROOT_EXPORT status_t
__get_next_port_info(team_id team, int32* cookie, port_info* info, size_t size)
{
	return _kern_get_next_port_info(team, cookie, info, size);
}

CURRENT_VERSION(__get_next_port_info, _get_next_port_info);
