/* A host program of the kind that hangs: handlers that allocate, in several
 * threads, while all of them allocate. Ends with 0 after so many handlers as
 * its argument says, if no memory has lost what was in it; the host's malloc()
 * waits for its own lock, or corrupts its lists, long before. */
#include <atomic>

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static constexpr int THREADS = 3;
static constexpr int PLACES = 64;

struct piece {
	size_t			size;
	unsigned char	content[];
};

static std::atomic<piece*> places[PLACES];
static std::atomic<long> handlers_run;
static std::atomic<long> faults;
static long wanted;

static void
exchange(unsigned number)
{
	const size_t size = number * 37 % 1500;
	auto fresh = (piece*)malloc(sizeof(piece) + size);
	fresh->size = size;
	memset(fresh->content, (unsigned char)size, size);
	piece* old = places[number % PLACES].exchange(fresh);
	if (old == nullptr)
		return;
	for (size_t i = 0; i < old->size; i++)
		faults += old->content[i] != (unsigned char)old->size;
	free(old);
}

static void
allocate(int)
{
	exchange(++handlers_run);
	free(calloc(3, 100));
	free(strdup("text"));
}

static void*
work(void*)
{
	sigevent event = {};
	event.sigev_notify = SIGEV_THREAD_ID;
	event.sigev_signo = SIGRTMIN + 3;
	event._sigev_un._tid = syscall(SYS_gettid);
	timer_t timer;
	const itimerspec often = { { 0, 50000 }, { 0, 50000 } };
	if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0
		|| timer_settime(timer, 0, &often, nullptr) != 0)
		abort();
	for (unsigned i = 0; handlers_run < wanted; i++) {
		exchange(i);
		free(realloc(malloc(i % 3000), i % 2000 + 1));
	}
	timer_delete(timer);
	return nullptr;
}

int
main(int count, char** arguments)
{
	wanted = count > 1 ? atol(arguments[1]) : 20000;
	struct sigaction action = {};
	action.sa_handler = allocate;
	action.sa_flags = SA_RESTART;
	sigaction(SIGRTMIN + 3, &action, nullptr);
	pthread_t threads[THREADS];
	for (pthread_t& thread : threads)
		pthread_create(&thread, nullptr, work, nullptr);
	for (pthread_t thread : threads)
		pthread_join(thread, nullptr);
	for (auto& place : places)
		free(place.exchange(nullptr));
	printf("%ld handlers, %ld faults\n", handlers_run.load(), faults.load());
	return faults == 0 ? 0 : 1;
}
