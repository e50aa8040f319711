#include <kernel_objects.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT sem_id
__create_sem(int32 count, const char* name)
{
	return _kern_create_sem(count, name);
}

CURRENT_VERSION(__create_sem, create_sem);

extern "C" LIBROOT_EXPORT status_t
__delete_sem(sem_id id)
{
	return _kern_delete_sem(id);
}

CURRENT_VERSION(__delete_sem, delete_sem);

extern "C" LIBROOT_EXPORT status_t
__set_sem_owner(sem_id id, team_id team)
{
	return _kern_set_sem_owner(id, team);
}

CURRENT_VERSION(__set_sem_owner, set_sem_owner);

extern "C" LIBROOT_EXPORT status_t
__get_sem_count(sem_id id, int32* count)
{
	return _kern_get_sem_count(id, count);
}

CURRENT_VERSION(__get_sem_count, get_sem_count);
