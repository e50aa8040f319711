#include <kernel_objects.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT status_t
__acquire_sem(sem_id id)
{
	return _kern_acquire_sem(id);
}

CURRENT_VERSION(__acquire_sem, acquire_sem);

extern "C" LIBROOT_EXPORT status_t
__acquire_sem_etc(sem_id id, int32 count, uint32 flags, bigtime_t timeout)
{
	return _kern_acquire_sem_etc(id, count, flags, timeout);
}

CURRENT_VERSION(__acquire_sem_etc, acquire_sem_etc);

extern "C" LIBROOT_EXPORT status_t
__release_sem(sem_id id)
{
	return _kern_release_sem(id);
}

CURRENT_VERSION(__release_sem, release_sem);

extern "C" LIBROOT_EXPORT status_t
__release_sem_etc(sem_id id, int32 count, uint32 flags)
{
	return _kern_release_sem_etc(id, count, flags);
}

CURRENT_VERSION(__release_sem_etc, release_sem_etc);
