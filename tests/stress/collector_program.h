/* What a collector that stops the world does, as Boehm's and Mono's do: a signal
 * stops every thread in its handler, which waits in sigsuspend(); then all
 * stacks are searched, and blocks are allocated and freed, whatever the threads
 * were doing. On the host's library a thread that was stopped in malloc() keeps
 * its lock meanwhile, and all is over.
 *
 * Arguments: how many cycles, and after how many seconds without one the program
 * says that it hangs (exit code 3).
 */
#include <atomic>
#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../common/linear_congruential.h"

namespace {

constexpr int THREADS = 3;
constexpr int EXIT_WRONG = 1;
constexpr int EXIT_HANGS = 3;

/* Boehm's: SIGPWR and SIGXCPU; here two that both libraries have. */
constexpr int STOP = SIGUSR1;
constexpr int GO_ON = SIGXCPU;

[[noreturn]] void
fail(const char* what)
{
	if (write(2, what, strlen(what)) < 0 || write(2, "\n", 1) < 0)
		_exit(2);
	_exit(EXIT_WRONG);
}

struct mutator {
	pthread_t					thread;
	linear_congruential			random;
	/* Set by the thread itself. */
	std::atomic<uintptr_t*>		stack_base;
	/* Set by the handler while the world is stopped. */
	std::atomic<uintptr_t*>		stack_top;
	/* The only other place that knows what lies on the thread's stack. */
	std::atomic<uintptr_t>		root;
	long						allocations;
};

mutator mutators[THREADS];
thread_local mutator* self;

sem_t stopped;
std::atomic<long> world;		/* odd: the world is stopped */
std::atomic<bool> done;
std::atomic<long> cycles;

/* What the mutators have given up, for the collector to free. */
std::atomic<void*> garbage[256];

/* -- stopping ------------------------------------------------------------------------ */

void
stop_handler(int)
{
	uintptr_t here = 0;
	self->stack_top = &here;
	const long when = world;
	sem_post(&stopped);
	sigset_t mask;
	sigfillset(&mask);
	sigdelset(&mask, GO_ON);
	while (world == when)
		sigsuspend(&mask);
	sem_post(&stopped);
}

void
go_on_handler(int)
{
}

void
await_all()
{
	for (int i = 0; i < THREADS; i++) {
		while (sem_wait(&stopped) != 0) {
		}
	}
}

/* -- mutators -------------------------------------------------------------------------- */

__attribute__((noinline)) void
mutate(mutator& mine)
{
	/* On the stack, and so that the search finds it there. */
	void* volatile object = malloc(16 + mine.random.below(500));
	if (object == nullptr)
		fail("out of memory");
	memset(object, 0x5a, 16);
	mine.root = (uintptr_t)object;
	for (unsigned i = mine.random.below(20); i > 0; i--) {
		void* other = malloc(mine.random.below(300));
		other = realloc(other, 1 + mine.random.below(3000));
		void* old = garbage[mine.random.below(256)].exchange(other);
		if (old != nullptr && mine.random.below(2) == 0)
			free(old);
		else if (old != nullptr) {
			old = garbage[mine.random.below(256)].exchange(old);
			free(old);
		}
		mine.allocations++;
	}
	if (mine.random.below(200) == 0) {
		void* library = dlopen("libm.so.6", RTLD_NOW);
		if (library == nullptr)
			fail("a library cannot be loaded");
		dlclose(library);
	}
	mine.root = 0;
	const unsigned char* bytes = (const unsigned char*)object;
	for (int i = 0; i < 16; i++) {
		if (bytes[i] != 0x5a)
			fail("a block has been overwritten");
	}
	free(object);
}

void*
run_mutator(void* data)
{
	uintptr_t base = 0;
	self = (mutator*)data;
	self->stack_base = &base;
	while (!done)
		mutate(*self);
	return nullptr;
}

/* -- the collector --------------------------------------------------------------------- */

/* The whole stack, other variables between the frames and their guards too. */
__attribute__((no_sanitize("address"))) bool
is_on_stack(const mutator& other, uintptr_t object)
{
	for (uintptr_t* word = other.stack_top; word < other.stack_base; word++) {
		if (*word == object)
			return true;
	}
	return false;
}

int
count_library(struct dl_phdr_info*, size_t, void* count)
{
	++*(int*)count;
	return 0;
}

void
collect()
{
	/* Before the world is stopped, as Boehm's does: the loader's lock may be in
	 * the hands of a thread that is stopped in dlopen(), whose constructors no
	 * library may run with signals held back (libroot-safety(7)). */
	int libraries = 0;
	dl_iterate_phdr(count_library, &libraries);
	if (libraries < 2)
		fail("libraries are missing");

	world++;
	for (mutator& each : mutators)
		pthread_kill(each.thread, STOP);
	await_all();

	for (const mutator& each : mutators) {
		const uintptr_t root = each.root;
		if (root != 0 && !is_on_stack(each, root))
			fail("a stack does not have what it had");
	}
	/* Its own memory, and the mutators'. */
	void* marks = malloc(1000);
	if (marks == nullptr)
		fail("out of memory");
	for (std::atomic<void*>& place : garbage)
		free(place.exchange(nullptr));
	free(marks);

	world++;
	for (mutator& each : mutators)
		pthread_kill(each.thread, GO_ON);
	await_all();
	cycles++;
}

void*
watch(void* patience)
{
	long last = -1;
	for (int idle = 0; !done;) {
		usleep(100000);
		idle = cycles == last ? idle + 1 : 0;
		last = cycles;
		if (idle > 10 * (long)(intptr_t)patience) {
			char text[64];
			const int length = snprintf(text, sizeof(text),
				"hangs after %ld cycles\n", last);
			if (write(1, text, length) < 0)
				_exit(2);
			_exit(EXIT_HANGS);
		}
	}
	return nullptr;
}

}	// namespace

int
main(int argumentCount, char** arguments)
{
	const long count = argumentCount > 1 ? atol(arguments[1]) : 1000;
	const long patience = argumentCount > 2 ? atol(arguments[2]) : 60;

	sem_init(&stopped, 0, 0);
	struct sigaction action = {};
	sigfillset(&action.sa_mask);
	action.sa_handler = stop_handler;
	sigaction(STOP, &action, nullptr);
	action.sa_handler = go_on_handler;
	sigaction(GO_ON, &action, nullptr);

	pthread_t watcher;
	if (pthread_create(&watcher, nullptr, watch, (void*)(intptr_t)patience) != 0)
		fail("a thread cannot be made");
	for (mutator& each : mutators) {
		each.random.state = (uintptr_t)&each;
		if (pthread_create(&each.thread, nullptr, run_mutator, &each) != 0)
			fail("a thread cannot be made");
		while (each.stack_base == nullptr)
			sched_yield();
	}
	while (cycles < count)
		collect();
	done = true;
	long allocations = 0;
	for (mutator& each : mutators) {
		pthread_join(each.thread, nullptr);
		allocations += each.allocations;
	}
	for (std::atomic<void*>& place : garbage)
		free(place);
	pthread_join(watcher, nullptr);
	printf("%ld cycles\n", cycles.load());
	return allocations > 0 ? EXIT_SUCCESS : EXIT_WRONG;
}
