/* Threads that spawn_thread() has made are taken apart by libroot alone, at their
 * end, whether or not somebody waits for them. */

#include <errno.h>
#include <pthread.h>

#include <kernel_threads.h>
#include <signal_section.h>
#include <symbol_versions.h>

#include "host_function.h"

static constinit struct {
	host_function<int(pthread_t, void**)>	pthread_join{"pthread_join"};
	host_function<int(pthread_t)>			pthread_detach{"pthread_detach"};
	host_function<int(pthread_t, void**)>
		pthread_tryjoin{"pthread_tryjoin_np"};
} host;

/* As the host's; for a spawned thread it is no cancellation point. */
extern "C" int
__pthread_join_with_spawned(pthread_t thread, void** result)
{
	if (pthread_equal(thread, pthread_self()))
		return EDEADLK;
	if (_kern_join_spawned_thread(thread, result, true) == 0)
		return 0;
	return host.pthread_join(thread, result);
}

/* The host frees an ended thread's stack under the lock of its list of stacks:
 * in a section. */
extern "C" int
__pthread_detach_with_spawned(pthread_t thread) noexcept
{
	if (_kern_is_spawned_thread(thread))
		return 0;
	signal_section section;
	return host.pthread_detach(thread);
}

extern "C" int
__pthread_tryjoin_with_spawned(pthread_t thread, void** result) noexcept
{
	const int error = _kern_join_spawned_thread(thread, result, false);
	if (error != -ESRCH)
		return -error;
	signal_section section;
	return host.pthread_tryjoin(thread, result);
}

EVERY_VERSION(__pthread_join_with_spawned, pthread_join);
EVERY_VERSION(__pthread_detach_with_spawned, pthread_detach);
EVERY_VERSION(__pthread_tryjoin_with_spawned, pthread_tryjoin_np);
