/* Handlers that allocate, whatever they have interrupted. */
#include "memory_test.h"

#include <setjmp.h>
#include <signal.h>

#include "../common/frequent_signals.h"

namespace {

/* The user that the handlers of a thread have. */
thread_local random_user* handlers_user;
thread_local std::atomic<long> handlers_run;

/* Memory that handlers and those whom they interrupt take from each other. */
std::atomic<filled_memory*> shared_places[32];

/* The piece that was there, if it is whole, is freed. */
long
hand_on(uint32_t place, size_t size)
{
	auto piece = (filled_memory*)malloc(sizeof(filled_memory) + size);
	piece->fill(piece + 1, size, place);
	piece = shared_places[place % 32].exchange(piece);
	const bool isWhole = piece == nullptr || piece->is_whole();
	free(piece);
	return !isWhole;
}

void
use_memory(int)
{
	handlers_user->step();
	handlers_run++;
}

std::atomic<long> handing_faults;

void
hand_memory_on(int signal)
{
	handing_faults += hand_on(signal * 7 + handlers_run, handlers_run % 1200);
	handlers_run++;
}

void
install(int signal, void (*handler)(int), int flags = 0)
{
	struct sigaction action = {};
	action.sa_handler = handler;
	action.sa_flags = flags;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
}

/* Runs step() until enough handlers have run in between. */
template<typename Step>
void
run_interrupted(std::vector<int> signals, long handlers, Step step)
{
	handlers_run = 0;
	std::vector<std::unique_ptr<frequent_signals>> sources;
	for (int signal : signals)
		sources.push_back(std::make_unique<frequent_signals>(signal));
	long steps = 0;
	while (handlers_run < handlers || steps < handlers) {
		step();
		steps++;
	}
}

class Handlers : public testing::Test {
protected:
	void
	TearDown() override
	{
		for (int signal : { SIGUSR1, SIGUSR2, SIGRTMIN, SIGHUP })
			signal_default(signal);
		for (auto& place : shared_places)
			free(place.exchange(nullptr));
	}

	static void
	signal_default(int number)
	{
		signal(number, SIG_DFL);
	}
};

}	// namespace


TEST_F(Handlers, AllocateWhileTheyInterruptAnything)
{
	install(SIGUSR1, use_memory);
	random_user user(1);
	random_user theirs(2);
	handlers_user = &theirs;
	run_interrupted({ SIGUSR1 }, 20000, [&] { user.step(); });
	signal_default(SIGUSR1);
	EXPECT_EQ(user.faults(), 0);
	EXPECT_EQ(theirs.faults(), 0);
}


TEST_F(Handlers, OfSeveralSignalsInterruptEachOther)
{
	/* Each has its own user: they nest. */
	static random_user* users[2];
	random_user first(3);
	random_user second(4);
	random_user below(5);
	users[0] = &first;
	users[1] = &second;
	install(SIGUSR1, [](int) { users[0]->step(); handlers_run++; });
	install(SIGUSR2, [](int) { users[1]->step(); handlers_run++; });
	run_interrupted({ SIGUSR1, SIGUSR2 }, 20000, [&] { below.step(); });
	signal_default(SIGUSR1);
	signal_default(SIGUSR2);
	EXPECT_EQ(first.faults() + second.faults() + below.faults(), 0);
}


TEST_F(Handlers, FreeWhatTheInterruptedAllocated)
{
	install(SIGUSR1, hand_memory_on);
	random_numbers random(6);
	handing_faults = 0;
	long faults = 0;
	run_interrupted({ SIGUSR1 }, 20000, [&] {
		faults += hand_on(random(1000), random(3000));
	});
	signal_default(SIGUSR1);
	EXPECT_EQ(faults, 0);
	EXPECT_EQ(handing_faults, 0);
}


TEST_F(Handlers, InSeveralThreads)
{
	install(SIGUSR1, use_memory);
	std::atomic<long> faults = 0;
	{
		std::vector<std::unique_ptr<test_thread>> threads;
		for (int number = 0; number < 3; number++) {
			threads.push_back(std::make_unique<test_thread>([&, number] {
				random_user user(10 + number);
				random_user theirs(20 + number);
				handlers_user = &theirs;
				run_interrupted({ SIGUSR1 }, 5000, [&] { user.step(); });
				/* None may come when theirs is gone. */
				sigset_t set;
				sigfillset(&set);
				pthread_sigmask(SIG_SETMASK, &set, nullptr);
				faults += user.faults() + theirs.faults();
			}));
		}
	}
	EXPECT_EQ(faults, 0);
}


/* The host's own functions allocate, too. */
TEST_F(Handlers, InterruptTheHostsFunctions)
{
	install(SIGUSR1, use_memory);
	random_user theirs(7);
	handlers_user = &theirs;
	long faults = 0;
	static char text[200];
	memset(text, 'x', sizeof(text) - 1);
	run_interrupted({ SIGUSR1 }, 10000, [&] {
		char* copy = strdup(text + handlers_run % 190);
		faults += copy == nullptr || strcmp(copy, text + (199 - strlen(copy))) != 0;
		free(copy);
	});
	signal_default(SIGUSR1);
	EXPECT_EQ(faults, 0);
	EXPECT_EQ(theirs.faults(), 0);
}


/* What the handler left is lost, but the heap is whole. */
TEST_F(Handlers, JumpOutOfAllocations)
{
	static sigjmp_buf back;
	static volatile sig_atomic_t mayJump;
	install(SIGUSR1, [](int) {
		free(used(malloc(100)));
		handlers_run++;
		if (mayJump) {
			mayJump = 0;
			siglongjmp(back, 1);
		}
	});
	handlers_run = 0;
	static volatile long jumps;
	jumps = 0;
	{
		frequent_signals source(SIGUSR1);
		while (jumps < 5000) {
			if (sigsetjmp(back, 1) != 0) {
				jumps = jumps + 1;
				continue;
			}
			mayJump = 1;
			for (int size = 0; ; size = (size + 40) % 9000) {
				void* memory = used(malloc(size));
				memory = used(realloc(memory, size + 100));
				free(memory);
			}
		}
		mayJump = 0;
	}
	random_user user(8);
	for (int i = 0; i < 5000; i++)
		user.step();
	EXPECT_EQ(user.faults(), 0);
}


/* While the handlers of its threads allocate, a process forks. */
TEST_F(Handlers, OfAProcessThatForks)
{
	install(SIGUSR1, use_memory);
	random_user theirs(9);
	handlers_user = &theirs;
	int children = 0;
	run_interrupted({ SIGUSR1 }, 200, [&] {
		if (children++ >= 50)
			return;
		const pid_t child = fork();
		if (child == 0) {
			alarm(CHILD_SECONDS);
			random_user user(children);
			for (int i = 0; i < 100; i++)
				user.step();
			_exit(user.faults() == 0 ? 0 : 1);
		}
		EXPECT_EQ(kernel_status_of(child), 0);
	});
	signal_default(SIGUSR1);
	EXPECT_EQ(theirs.faults(), 0);
}
