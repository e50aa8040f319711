// Contexts that move between threads: the mask goes along.
#include "../transcript.h"

#include <pthread.h>

namespace {

constexpr int THREADS = 4;
constexpr int CONTEXTS = 6;
constexpr int ROUNDS = 500;

/* Which thread may run which context: contexts are handed on in a ring, so that
 * each runs on each thread. */
struct carried {
	ucontext_t		context;
	context_stack	stack;
	ucontext_t*		carrier;		/* where to go back to */
	uint64_t		mask;			/* what the context has set */
	int				steps;
};

carried all[CONTEXTS];
pthread_barrier_t barrier;


__attribute__((noinline)) void
step(carried& self)
{
	/* Nothing of the thread may be kept across the switch. */
	CHECK(swapcontext(&self.context, self.carrier) == 0);
}


void
run(int number)
{
	carried& self = all[number];
	for (;;) {
		CHECK(mask_now() == self.mask);
		CHECK(mask_in_proc() == self.mask);
		/* Changed on this thread, found again on the next. */
		self.mask = self.steps % 3 == 0
			? self.mask ^ bit(SIGUSR1) : self.mask ^ bit(number + 10);
		set_mask(self.mask);
		self.steps++;
		step(self);
	}
}


void*
carry(void* argument)
{
	const int thread = (int)(intptr_t)argument;
	const uint64_t own = bit(SIGALRM) | bit(SIGHUP + thread);
	set_mask(own);
	ucontext_t here;
	for (int round = 0; round < ROUNDS; round++) {
		pthread_barrier_wait(&barrier);
		for (int i = 0; i < CONTEXTS; i++) {
			if ((i + round) % THREADS != thread)
				continue;
			all[i].carrier = &here;
			CHECK(swapcontext(&here, &all[i].context) == 0);
			CHECK(mask_now() == own);
			CHECK(mask_in_proc() == own);
		}
	}
	return nullptr;
}


/* Handlers that yield on one thread and return on another. */
ucontext_t preempted;
ucontext_t* carrier;
bool ended;


__attribute__((noinline)) void
yield()
{
	CHECK(swapcontext(&preempted, carrier) == 0);
}


__attribute__((noinline)) void
raise_and_check(int i)
{
	CHECK(raise(SIGUSR1) == 0);
	CHECK(mask_now() == bit(SIGTERM));
	CHECK(mask_in_proc() == bit(SIGTERM));
	if (i % 3 == 0)
		yield();
}


void*
carry_handlers(void* argument)
{
	const int thread = (int)(intptr_t)argument;
	const uint64_t own = bit(SIGALRM) | bit(SIGHUP + thread);
	set_mask(own);
	ucontext_t here;
	for (int round = 0; !ended; round++) {
		pthread_barrier_wait(&barrier);
		if (round % THREADS == thread) {
			carrier = &here;
			CHECK(swapcontext(&here, &preempted) == 0);
			CHECK(mask_now() == own);
			CHECK(mask_in_proc() == own);
		}
		pthread_barrier_wait(&barrier);
	}
	return nullptr;
}


void
moved_handlers()
{
	static context_stack stack;
	struct sigaction action = {};
	action.sa_handler = [](int) {
		CHECK(mask_now() == (bit(SIGTERM) | bit(SIGUSR1) | bit(SIGPIPE)));
		yield();
		CHECK(mask_now() == (bit(SIGTERM) | bit(SIGUSR1) | bit(SIGPIPE)));
		CHECK(mask_in_proc() == (bit(SIGTERM) | bit(SIGUSR1) | bit(SIGPIPE)));
	};
	action.sa_mask = set_of_bits(bit(SIGPIPE));
	sigaction(SIGUSR1, &action, nullptr);
	set_mask(bit(SIGTERM));
	MAKE_CONTEXT(preempted, stack, nullptr, (+[] {
		for (int i = 0; i < ROUNDS; i++)
			raise_and_check(i);
		ended = true;
		yield();
	}), 0);
	set_mask(0);
	pthread_t threads[THREADS];
	for (int i = 0; i < THREADS; i++) {
		CHECK(pthread_create(&threads[i], nullptr, carry_handlers,
			(void*)(intptr_t)i) == 0);
	}
	for (pthread_t thread : threads)
		pthread_join(thread, nullptr);
	printf("moved handlers\n");
}


/* A jump within a thread other than the main one, with signals that come from
 * others all the time. */
void
bombarded()
{
	static volatile bool done;
	static volatile int handled;
	signal(SIGUSR2, [](int) { handled = handled + 1; });
	pthread_t thread;
	pthread_create(&thread, nullptr, [](void*) -> void* {
		static ucontext_t outer, inner;
		static context_stack stack;
		set_mask(0);
		static bool ended;
		MAKE_CONTEXT(inner, stack, &outer, (+[] {
			set_mask(bit(SIGUSR2));
			while (!done) {
				CHECK(mask_now() == bit(SIGUSR2));
				CHECK(swapcontext(&inner, &outer) == 0);
			}
			ended = true;
		}), 0);
		while (!ended) {
			CHECK(swapcontext(&outer, &inner) == 0);
			CHECK(mask_now() == 0);
		}
		return nullptr;
	}, nullptr);
	while (handled < 10000)
		pthread_kill(thread, SIGUSR2);
	done = true;
	pthread_join(thread, nullptr);
	printf("bombarded\n");
}

}	// namespace


int
main()
{
	for (int i = 0; i < CONTEXTS; i++) {
		all[i].mask = bit(SIGTERM) | bit(20 + i);
		set_mask(all[i].mask);
		MAKE_CONTEXT(all[i].context, all[i].stack, nullptr, run, 1, i);
	}
	set_mask(0);
	pthread_barrier_init(&barrier, nullptr, THREADS);
	pthread_t threads[THREADS];
	for (int i = 0; i < THREADS; i++)
		CHECK(pthread_create(&threads[i], nullptr, carry, (void*)(intptr_t)i) == 0);
	for (pthread_t thread : threads)
		pthread_join(thread, nullptr);
	for (const carried& context : all) {
		printf("%d steps, mask %016llx\n", context.steps,
			(unsigned long long)context.mask);
	}
	moved_handlers();
	bombarded();
}
