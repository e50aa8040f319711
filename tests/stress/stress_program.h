/* Threads allocate, lock, load libraries and change the environment while
 * signals arrive as fast as they can be sent; the handlers allocate, free and
 * change the environment too. One source for both C libraries: on the host's it
 * deadlocks or corrupts its heap soon, on libroot it has to reach the end with
 * every signal counted once.
 *
 * Arguments: how many deliveries, and after how many seconds without one the
 * program says that it hangs (exit code 3).
 */
#include <atomic>
#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>
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

/* Some realtime signal that is sent to one thread after the other; none may be
 * lost. */
int
counted_signal()
{
	return SIGRTMIN + 2;
}

std::atomic<long> deliveries;
std::atomic<bool> done;

/* In a handler too: only what is async-signal-safe everywhere. */
[[noreturn]] void
fail(const char* what)
{
	if (write(2, what, strlen(what)) < 0 || write(2, "\n", 1) < 0)
		_exit(2);
	_exit(EXIT_WRONG);
}

/* A block knows its size, and is full of a byte that follows from it. */
struct block {
	size_t			size;
	unsigned char	bytes[];
};

block*
filled(block* memory, size_t size)
{
	if (memory == nullptr)
		fail("out of memory");
	memory->size = size;
	memset(memory->bytes, size * 31 & 0xff, size);
	return memory;
}

void
check(const block* memory)
{
	const unsigned char expected = memory->size * 31 & 0xff;
	for (size_t i = 0; i < memory->size; i++) {
		if (memory->bytes[i] != expected)
			fail("a block has been overwritten");
	}
}

struct random_numbers : linear_congruential {
	/* Mostly small, now and then one that the kernel has to map. */
	size_t
	size()
	{
		return below(200) == 0 ? 150000 + below(50000)
			: below(10) == 0 ? below(5000) : below(200);
	}
};

/* -- the handler ------------------------------------------------------------------ */

/* What a handler has left for a later one, of whatever thread, to free. */
std::atomic<block*> left_behind[64];

thread_local random_numbers in_handler;

void
handler(int)
{
	const int number = deliveries.fetch_add(1, std::memory_order_relaxed);
	if (in_handler.state == 0)
		in_handler.state = (uintptr_t)&in_handler;
	const size_t size = in_handler.size();
	block* memory = filled((block*)malloc(sizeof(block) + size), size);
	memory = left_behind[in_handler.below(64)].exchange(memory);
	if (memory != nullptr) {
		check(memory);
		if (number % 3 == 0) {
			memory = (block*)realloc(memory, sizeof(block) + memory->size / 2);
			if (memory == nullptr)
				fail("out of memory");
		}
		free(memory);
	}
	if (number % 16 == 0)
		setenv("STRESS_OF_HANDLERS", "a value", 1);
}

/* -- the threads ------------------------------------------------------------------- */

struct worker {
	pthread_t		thread;
	random_numbers	random;
	int				index;
	block*			blocks[128];
	long			locked;
};

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
long counted_under_mutex;

void
allocate(worker& self)
{
	block*& place = self.blocks[self.random.below(128)];
	const size_t size = self.random.size();
	if (place == nullptr) {
		place = filled(self.random.below(2) == 0
			? (block*)malloc(sizeof(block) + size)
			: (block*)calloc(1, sizeof(block) + size), size);
		return;
	}
	check(place);
	if (self.random.below(3) == 0) {
		/* The old contents come along. */
		const size_t old = place->size;
		place = (block*)realloc(place, sizeof(block) + size);
		if (place == nullptr)
			fail("out of memory");
		place->size = size < old ? size : old;
		const unsigned char expected = old * 31 & 0xff;
		for (size_t i = 0; i < place->size; i++) {
			if (place->bytes[i] != expected)
				fail("realloc() has lost something");
		}
		filled(place, size);
	} else {
		free(place);
		place = nullptr;
	}
}

void
lock(worker& self)
{
	pthread_mutex_lock(&mutex);
	counted_under_mutex++;
	pthread_mutex_unlock(&mutex);
	self.locked++;
}

void
load()
{
	void* library = dlopen("libm.so.6", RTLD_NOW);
	if (library == nullptr)
		fail("a library cannot be loaded");
	double (*const function)(double) = (double (*)(double))dlsym(library, "cos");
	if (function == nullptr || function(0) != 1)
		fail("a library is not what it was");
	dlclose(library);
}

/* Each thread has variables of its own. They are there from the start, because
 * no library lets anybody look for one, as mktime() does for TZ, while another
 * thread adds or removes one (environ(7)). */
constexpr unsigned VARIABLES = 8;

void
set_variable(int thread, unsigned variable, int length)
{
	char name[32], value[64];
	snprintf(name, sizeof(name), "STRESS_%d_%u", thread, variable);
	snprintf(value, sizeof(value), "value of %s %0*d", name, length, 0);
	if (setenv(name, value, 1) != 0)
		fail("setenv() has failed");
	const char* found = getenv(name);
	if (found == nullptr || strcmp(found, value) != 0)
		fail("a variable has a wrong value");
}

void
prepare_environment()
{
	setenv("STRESS_OF_HANDLERS", "a value", 1);
	for (int thread = 0; thread < THREADS; thread++) {
		for (unsigned variable = 0; variable < VARIABLES; variable++)
			set_variable(thread, variable, 1);
	}
}

void
change_environment(worker& self)
{
	set_variable(self.index, self.random.below(VARIABLES),
		(int)self.random.below(20));
}

void
use_time()
{
	const time_t noon = 43200;
	struct tm parts;
	if (localtime_r(&noon, &parts) == nullptr || mktime(&parts) != noon)
		fail("the time is wrong");
}

void*
work(void* data)
{
	worker& self = *(worker*)data;
	while (!done) {
		const unsigned drawn = self.random.below(1000);
		if (drawn < 900)
			allocate(self);
		else if (drawn < 960)
			lock(self);
		else if (drawn < 990)
			change_environment(self);
		else if (drawn < 997)
			use_time();
		else
			load();
	}
	for (block* memory : self.blocks) {
		if (memory != nullptr)
			check(memory);
		free(memory);
	}
	return nullptr;
}

/* -- sending ------------------------------------------------------------------------- */

long
seconds()
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* Ends the program if nothing has been delivered for too long. */
class watch {
public:
	explicit watch(long patience)
		:
		fPatience(patience)
	{
	}

	void
	Look()
	{
		const long now = deliveries;
		if (now != fLast) {
			fLast = now;
			fSince = seconds();
		} else if (seconds() - fSince > fPatience) {
			printf("hangs after %ld deliveries\n", now);
			fflush(stdout);
			_exit(EXIT_HANGS);
		}
	}

private:
	long	fPatience;
	long	fLast = -1;
	long	fSince = seconds();
};

}	// namespace

int
main(int argumentCount, char** arguments)
{
	const long count = argumentCount > 1 ? atol(arguments[1]) : 100000;
	watch progress(argumentCount > 2 ? atol(arguments[2]) : 60);

	struct sigaction action = {};
	action.sa_handler = handler;
	sigaction(counted_signal(), &action, nullptr);
	prepare_environment();
	/* This thread only sends. */
	sigset_t all;
	sigfillset(&all);

	static worker workers[THREADS];
	for (int i = 0; i < THREADS; i++) {
		workers[i].index = i;
		workers[i].random.state = i + 1;
		if (pthread_create(&workers[i].thread, nullptr, work, &workers[i]) != 0)
			fail("a thread cannot be made");
	}
	pthread_sigmask(SIG_BLOCK, &all, nullptr);

	for (long sent = 0; sent < count;) {
		union sigval value = {};
		if (pthread_sigqueue(workers[sent % THREADS].thread, counted_signal(),
				value) == 0) {
			sent++;
			if (sent % 256 == 0)
				progress.Look();
		} else {
			/* EAGAIN: the queue is full. */
			sched_yield();
			progress.Look();
		}
	}
	while (deliveries < count) {
		sched_yield();
		progress.Look();
	}
	done = true;
	long locked = 0;
	for (worker& each : workers) {
		pthread_join(each.thread, nullptr);
		locked += each.locked;
	}
	for (std::atomic<block*>& place : left_behind) {
		if (place != nullptr)
			check(place);
		free(place);
	}
	if (counted_under_mutex != locked)
		fail("a lock has not kept others out");
	printf("%ld deliveries of %ld\n", deliveries.load(), count);
	return deliveries == count ? EXIT_SUCCESS : EXIT_WRONG;
}
