#include <atomic>
#include <iterator>

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include <kernel_threads.h>
#include <signal_section.h>
#include <symbol_versions.h>

#include "blocked_thread.h"
#include "held_signals.h"
#include "host_function.h"
#include "host_types.h"
#include "program_signals.h"
#include "thread_block.h"

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
 * everything, if a signal has arrived while it was made. Filled by the creator,
 * given back by the thread. */
struct thread_start {
	void*			function;
	void*			argument;
	linux_sigset	mask;
	/* Set by the creator that takes one of the records below. */
	std::atomic<bool>	is_taken;
};

/* Enough for the threads that are about to start; any more are allocated. Not
 * all are, because the first free() of a thread costs it memory that stays when
 * it is ended by kill_thread(). */
static thread_start thread_starts[64];

static thread_start*
take_thread_start()
{
	for (thread_start& start : thread_starts) {
		if (!start.is_taken.exchange(true, std::memory_order_acquire))
			return &start;
	}
	const int error = errno;
	thread_start* start = (thread_start*)malloc(sizeof(thread_start));
	errno = error;
	return start;
}

/* The mask of create_blocked_thread(). */
static constexpr linux_sigset NOTHING_LET_THROUGH = ~linux_sigset{0};

static void
give_back(thread_start* start)
{
	if (start >= std::begin(thread_starts) && start < std::end(thread_starts))
		start->is_taken.store(false, std::memory_order_release);
	else
		free(start);
}

/* Runs in the new thread. A frame of its own, so that a debugger shows whose
 * function it calls. */
template<typename Result>
static Result
start_thread_with_mask(void* data)
{
	thread_start* start = (thread_start*)data;
	const auto function = (Result (*)(void*))start->function;
	void* argument = start->argument;
	const linux_sigset mask = start->mask;
	give_back(start);
	prepare_thread_block();
	start_with_program_mask(mask);
	return function(argument);
}

/* Calls create(function, argument) with what starts the thread. The host takes
 * the lock of its list of stacks: in a section. If the thread must not run a
 * handler before it has come to start_thread_with_mask(), it inherits what
 * holds all signals back. */
template<typename Result, typename Create>
static int
create_with_mask(Result (*function)(void*), void* argument, linux_sigset mask,
	int noMemory, Create create)
{
	thread_start* start = take_thread_start();
	if (start == nullptr)
		return noMemory;
	_single_threaded = 0;
	start->function = (void*)function;
	start->argument = argument;
	start->mask = mask;
	signal_section section;
	thread_state& thread = current_thread;
	const bool startsBlocked = (mask == NOTHING_LET_THROUGH
		|| threads_have_blocks()) && thread.in_vfork_child == 0;
	if (startsBlocked)
		hold_all(thread);
	const int result = create(start_thread_with_mask<Result>, (void*)start);
	if (startsBlocked)
		hold_no_longer(thread);
	if (result != 0)
		give_back(start);
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

int
create_blocked_thread(pthread_t* thread, const pthread_attr_t* attributes,
	void* (*function)(void*), void* argument)
{
	return create_with_mask(function, argument, NOTHING_LET_THROUGH, EAGAIN,
		[=](void* (*start)(void*), void* data) {
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
