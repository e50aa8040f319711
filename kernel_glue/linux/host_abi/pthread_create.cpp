#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include <signal_section.h>
#include <symbol_versions.h>

#include "host_function.h"
#include "host_types.h"
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
	host_function<int(const pthread_attr_t*, host_sigset*)>
		pthread_attr_getsigmask{"pthread_attr_getsigmask_np"};
} host;

/* What a new thread is to run, and with which mask: what it inherits may be
 * everything, if a signal has arrived while it was made. Made by the creator,
 * freed by the thread. */
template<typename Function>
struct thread_start {
	Function*		function;
	void*			argument;
	linux_sigset	mask;
};

/* Runs in the new thread. A frame of its own, so that a debugger shows whose
 * function it calls. */
template<typename Function>
static auto
start_thread_with_mask(void* data)
{
	const auto start = *(thread_start<Function>*)data;
	free(data);
	start_with_program_mask(start.mask);
	return start.function(start.argument);
}

/* Calls create(function, argument) with what starts the thread. The host takes
 * the lock of its list of stacks: in a section. */
template<typename Function, typename Create>
static int
create_with_mask(Function* function, void* argument, linux_sigset mask,
	int noMemory, Create create)
{
	const int error = errno;
	const auto start = (thread_start<Function>*)malloc(
		sizeof(thread_start<Function>));
	errno = error;
	if (start == nullptr)
		return noMemory;
	*start = { function, argument, mask };
	signal_section section;
	const int result = create(start_thread_with_mask<Function>, (void*)start);
	if (result != 0)
		free(start);
	return result;
}

/* The creator's mask, unless the attributes name another. */
static linux_sigset
mask_of_new_thread(const pthread_attr_t* attributes)
{
	host_sigset mask;
	if (attributes != nullptr && host.pthread_attr_getsigmask.get() != nullptr
		&& host.pthread_attr_getsigmask(attributes, &mask) == 0)
		return mask.signals;
	return program_mask();
}

/* The new thread's mask is the one that the creator believes in, unless the
 * attributes name another. Errors as the host's. */
extern "C" LIBROOT_EXPORT int
__pthread_create_with_mask(pthread_t* thread, const pthread_attr_t* attributes,
	void* (*function)(void*), void* argument)
{
	return create_with_mask(function, argument, mask_of_new_thread(attributes),
		EAGAIN, [=](void* (*start)(void*), void* data) {
			return host.pthread_create(thread, attributes, start, data);
		});
}

extern "C" int
__thrd_create_with_mask(void* thread, int (*function)(void*), void* argument)
{
	constexpr int THRD_NOMEM = 3;	/* the host's <threads.h> */

	return create_with_mask(function, argument, program_mask(), THRD_NOMEM,
		[=](int (*start)(void*), void* data) {
			return host.thrd_create(thread, start, data);
		});
}

HOST_VERSION(__pthread_create_with_mask, pthread_create, GLIBC_2.34);
EVERY_VERSION(__thrd_create_with_mask, thrd_create);

#if defined(__i386__)
extern "C" LIBROOT_EXPORT int
__first_pthread_create_with_mask(pthread_t* thread,
	const pthread_attr_t* attributes, void* (*function)(void*), void* argument)
{
	/* These attributes have no mask. */
	return create_with_mask(function, argument, program_mask(), EAGAIN,
		[=](void* (*start)(void*), void* data) {
			return host.first_pthread_create(thread, attributes, start, data);
		});
}

HOST_VERSION(__first_pthread_create_with_mask, pthread_create, GLIBC_2.0);
HOST_VERSION(__pthread_create_with_mask, pthread_create, GLIBC_2.1);
#else
HOST_VERSION(__pthread_create_with_mask, pthread_create, GLIBC_2.2.5);
#endif
