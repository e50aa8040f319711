// Threads made in handlers, signals at the start and the end of threads, and
// which thread gets a signal.
#include "numbered_actions.h"

namespace {

class ThreadsAndSignals : public DeliveryTest {
protected:
	ThreadsAndSignals()
	{
		set_true_mask(0);
		torn_actions = 0;
		handled_signals = 0;
		on_handled = nullptr;
	}
};

}	// namespace


TEST_F(ThreadsAndSignals, ThreadMadeInAHandlerInheritsItsMask)
{
	static uint64_t mask;
	static ucontext_t* link;
	static pthread_t thread;
	link = (ucontext_t*)1;
	install(SIGUSR2, [](int, siginfo_t*, void* context, void*) {
		link = ((ucontext_t*)context)->uc_link;
	});
	install(SIGUSR1, [](int, void*, vregs*) {
		EXPECT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
			mask = true_mask();
			/* What the maker handles is not the new thread's business. */
			send_to_myself(SIGUSR2);
			return nullptr;
		}, nullptr), 0);
	}, nullptr, 0, bit(SIGBUS));
	send_to_myself(SIGUSR1);
	ASSERT_EQ(pthread_join(thread, nullptr), 0);
	EXPECT_EQ(mask, bit(SIGUSR1) | bit(SIGBUS));
	EXPECT_EQ(link, nullptr);
	EXPECT_EQ(true_mask(), 0u);
}


/* Signals strike threads from their first to their last instruction. */
TEST_F(ThreadsAndSignals, StormOnThreadsThatComeAndGo)
{
	constexpr int THREADS = 2000;
	std::atomic<bool> done = false;
	install(SIGUSR1, numbered_action(5));
	in_threads(2, [&](int thread) {
		if (thread == 0) {
			/* To the process: to any thread of it. */
			while (!done)
				syscall(SYS_kill, getpid(), host_number(SIGUSR1));
			return;
		}
		for (int i = 0; i < THREADS; i++) {
			pthread_t brief;
			ASSERT_EQ(pthread_create(&brief, nullptr,
				[](void*) -> void* { return nullptr; }, nullptr), 0);
			pthread_kill(brief, SIGUSR1);
			ASSERT_EQ(pthread_join(brief, nullptr), 0);
		}
		while (handled_signals < THREADS)
			sched_yield();
		done = true;
	});
	EXPECT_GE(handled_signals, THREADS);
	EXPECT_EQ(torn_actions, 0);
}


/* thread_local objects are still there when destructors run. */
TEST_F(ThreadsAndSignals, HandlersRunWhileAThreadCleansUp)
{
	static std::atomic<int> runs;
	runs = 0;
	struct at_exit {
		~at_exit()
		{
			send_to_myself(SIGUSR1);
		}
	};
	install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
		if (((ucontext_t*)context)->uc_link == nullptr)
			runs++;
	});
	in_threads(20, [](int) {
		static thread_local at_exit object;
		(void)&object;
	});
	EXPECT_EQ(runs, 20);
}


TEST_F(ThreadsAndSignals, ProcessDirectedSignalGoesToAThreadThatDoesNotBlockIt)
{
	static std::atomic<pid_t> handler;
	static std::atomic<pid_t> open;
	static std::atomic<bool> done;
	handler = open = 0;
	done = false;
	install(SIGUSR1, [](int, void*, vregs*) { handler = thread_number(); });
	set_true_mask(bit(SIGUSR1));
	pthread_t thread;
	ASSERT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
		set_true_mask(0);
		open = thread_number();
		while (!done)
			sched_yield();
		return nullptr;
	}, nullptr), 0);
	while (open == 0)
		sched_yield();
	for (int i = 0; i < 1000; i++) {
		handler = 0;
		ASSERT_EQ(kill(getpid(), SIGUSR1), 0);
		while (handler == 0)
			sched_yield();
		ASSERT_EQ(handler, open);
	}
	done = true;
	pthread_join(thread, nullptr);
}


TEST_F(ThreadsAndSignals, SynchronousSignalsGoToTheirCause)
{
	std::atomic<int> wrong = 0;
	static thread_local unsigned long expected;
	static std::atomic<int>* wrongCount;
	wrongCount = &wrong;
	install(SIGILL, [](int, siginfo_t* info, void* context, void*) {
		vregs& registers = ((ucontext_t*)context)->uc_mcontext;
		if ((unsigned long)info->si_addr != registers.INSTRUCTION_POINTER
			|| expected != (unsigned long)pthread_self())
			(*wrongCount)++;
		registers.INSTRUCTION_POINTER += 2;
		handled_signals++;
	});
	in_threads(4, [](int) {
		expected = (unsigned long)pthread_self();
		for (int i = 0; i < 5000; i++)
			asm volatile("ud2");
	});
	EXPECT_EQ(wrong, 0);
	EXPECT_EQ(handled_signals, 4 * 5000);
}
