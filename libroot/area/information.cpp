#include <kernel_objects.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT status_t
__get_area_info(area_id id, area_info* info, size_t size)
{
	return _kern_get_area_info(id, info, size);
}

CURRENT_VERSION(__get_area_info, _get_area_info);

extern "C" LIBROOT_EXPORT status_t
__get_next_area_info(team_id team, int32* cookie, area_info* info, size_t size)
{
	return _kern_get_next_area_info(team, cookie, info, size);
}

CURRENT_VERSION(__get_next_area_info, _get_next_area_info);
