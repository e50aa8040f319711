#include <pthread.h>

#include <symbol_versions.h>

#include "host_function.h"
#include "program_signals.h"

typedef int create_function(pthread_t*, const pthread_attr_t*, void* (*)(void*),
	void*);

static constinit struct {
	host_function<create_function>	pthread_create{"pthread_create"};
#if defined(__i386__)
	/* LinuxThreads' attributes were smaller. */
	versioned_host_function<create_function>
		first_pthread_create{"pthread_create", NODE_NAME(HOST_BASE_NODE)};
#endif
	host_function<int(void*, int (*)(void*), void*)>	thrd_create{"thrd_create"};
} host;

/* The new thread's mask is the one that the creator believes in, unless the
 * attributes name another. The host takes the lock of its list of stacks: in a
 * section. Errors as the host's. */
extern "C" LIBROOT_EXPORT int
__pthread_create_with_mask(pthread_t* thread, const pthread_attr_t* attributes,
	void* (*function)(void*), void* argument)
{
	signal_section section;
	host_call call;
	return host.pthread_create(thread, attributes, function, argument);
}

extern "C" int
__thrd_create_with_mask(void* thread, int (*function)(void*), void* argument)
{
	signal_section section;
	host_call call;
	return host.thrd_create(thread, function, argument);
}

HOST_VERSION(__pthread_create_with_mask, pthread_create, GLIBC_2.34);
EVERY_VERSION(__thrd_create_with_mask, thrd_create);

#if defined(__i386__)
extern "C" LIBROOT_EXPORT int
__first_pthread_create_with_mask(pthread_t* thread,
	const pthread_attr_t* attributes, void* (*function)(void*), void* argument)
{
	signal_section section;
	host_call call;
	return host.first_pthread_create(thread, attributes, function, argument);
}

HOST_VERSION(__first_pthread_create_with_mask, pthread_create, GLIBC_2.0);
HOST_VERSION(__pthread_create_with_mask, pthread_create, GLIBC_2.1);
#else
HOST_VERSION(__pthread_create_with_mask, pthread_create, GLIBC_2.2.5);
#endif
