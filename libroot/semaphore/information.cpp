#include <kernel_objects.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT status_t
__get_sem_info(sem_id id, sem_info* info, size_t size)
{
	return _kern_get_sem_info(id, info, size);
}

CURRENT_VERSION(__get_sem_info, _get_sem_info);

extern "C" LIBROOT_EXPORT status_t
__get_next_sem_info(team_id team, int32* cookie, sem_info* info, size_t size)
{
	return _kern_get_next_sem_info(team, cookie, info, size);
}

CURRENT_VERSION(__get_next_sem_info, _get_next_sem_info);
