#include <kernel_threads.h>
#include <symbol_versions.h>

extern "C" LIBROOT_EXPORT thread_id
__spawn_thread(thread_func function, const char* name, int32 priority,
	void* data)
{
	return _kern_spawn_thread(function, name, priority, data);
}

CURRENT_VERSION(__spawn_thread, spawn_thread);

extern "C" LIBROOT_EXPORT void
__exit_thread(status_t status)
{
	_kern_exit_thread(status);
}

CURRENT_VERSION(__exit_thread, exit_thread);

extern "C" LIBROOT_EXPORT status_t
__wait_for_thread(thread_id thread, status_t* status)
{
	return _kern_wait_for_thread(thread, status);
}

CURRENT_VERSION(__wait_for_thread, wait_for_thread);

/* Is there but one thread? */
LIBROOT_EXPORT char _single_threaded = 1;

CURRENT_VARIABLE_VERSION(_single_threaded);
