// More actions than the library keeps at a time, and actions that change
// without its knowledge.
#include "numbered_actions.h"

#include <OS.h>

namespace {

/* More than there are places for the actions of one signal. */
constexpr int MANY = 100;

class ActionStorage : public DeliveryTest {
protected:
	ActionStorage()
	{
		set_true_mask(0);
		torn_actions = 0;
		handled_signals = 0;
		on_handled = nullptr;
		fLastNumber = 0;
	}

	/* Installs number and checks that it is what runs and is told. */
	static void
	expect_to_work(uintptr_t number)
	{
		install(SIGUSR1, numbered_action(number));
		expect_in_force(number);
	}

	static void
	expect_in_force(uintptr_t number)
	{
		fLastNumber = ~number;
		on_handled = [](uintptr_t handled) { fLastNumber = handled; };
		send_to_myself(SIGUSR1);
		EXPECT_EQ(fLastNumber, number);
		EXPECT_EQ(action_in_force(SIGUSR1).sa_userdata, (void*)number);
		EXPECT_EQ(torn_actions, 0);
	}

	static uintptr_t	fLastNumber;
};

uintptr_t ActionStorage::fLastNumber;


/* A handler of host code, put in place by the kernel's own call. */
void
foreign_handler(int)
{
}


kernel_action
foreign_action()
{
	/* The restorer is needed on x86-64: that of any action of ours. */
	kernel_action action = kernel_action_of(SIGUSR1);
	action.words[0] = (unsigned long)foreign_handler;
	return action;
}

}	// namespace


TEST_F(ActionStorage, ManyActionsOneAfterTheOther)
{
	for (int i = 0; i < MANY; i++)
		expect_to_work(i);
}


TEST_F(ActionStorage, ActionSwappedOutAndBackByTheHostStays)
{
	install(SIGUSR1, numbered_action(3));
	for (int i = 0; i < MANY; i++) {
		const kernel_action ours
			= exchange_kernel_action(SIGUSR1, foreign_action());
		exchange_kernel_action(SIGUSR1, ours);
		expect_in_force(3);
	}
}


/* Host code may set and restore an action while ours change in between. */
TEST_F(ActionStorage, ActionRestoredByTheHostAfterFurtherChangesRuns)
{
	for (int i = 0; i < MANY; i++) {
		install(SIGUSR1, numbered_action(i));
		const kernel_action ours
			= exchange_kernel_action(SIGUSR1, foreign_action());
		/* Somebody else's action, and gone again. */
		for (int other = 0; other < 5; other++)
			install(SIGUSR1, numbered_action(1000 + other));
		exchange_kernel_action(SIGUSR1, ours);
		expect_in_force(i);
	}
}


TEST_F(ActionStorage, ActionsReplacedByTheHostDoNotUseUpThePlaces)
{
	for (int i = 0; i < MANY; i++) {
		install(SIGUSR1, numbered_action(i));
		exchange_kernel_action(SIGUSR1, foreign_action());
	}
	for (int i = 0; i < MANY; i++)
		expect_to_work(i);
}


/* Once more, but with a delivery and a query after each new one. */
TEST_F(ActionStorage, NewActionsWorkWhateverTheHostReplaces)
{
	for (int i = 0; i < MANY; i++) {
		expect_to_work(i);
		exchange_kernel_action(SIGUSR1, foreign_action());
	}
}


TEST_F(ActionStorage, HostThreadSwappingAllTheTime)
{
	std::atomic<int> finished = 0;
	install(SIGUSR1, numbered_action(0));
	in_threads(3, [&](int thread) {
		if (thread == 0) {
			while (finished < 2) {
				const kernel_action ours
					= exchange_kernel_action(SIGUSR1, foreign_action());
				exchange_kernel_action(SIGUSR1, ours);
			}
			return;
		}
		for (int i = 0; i < 5000; i++) {
			const struct sigaction action = numbered_action(i);
			if (sigaction(SIGUSR1, &action, nullptr) != 0)
				torn_actions++;
			send_to_myself(SIGUSR1);
		}
		finished++;
	});
	EXPECT_EQ(torn_actions, 0);
	for (int i = 0; i < MANY; i++)
		expect_to_work(i);
}


/* Threads that end anywhere within sigaction() leave nothing that hinders the
 * others. */
TEST_F(ActionStorage, ThreadsKilledInTheMiddle)
{
	for (int i = 0; i < MANY; i++) {
		static std::atomic<thread_id> id;
		id = 0;
		pthread_t thread;
		ASSERT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
			for (uintptr_t number = 0;; number++) {
				const struct sigaction action = numbered_action(number);
				sigaction(SIGUSR1, &action, nullptr);
				if (number == 10)
					id = find_thread(nullptr);
			}
		}, nullptr), 0);
		while (id == 0)
			sched_yield();
		ASSERT_EQ(kill_thread(id), B_OK);
		ASSERT_EQ(pthread_join(thread, nullptr), 0);
	}
	for (int i = 0; i < MANY; i++)
		expect_to_work(i);
}


TEST_F(ActionStorage, OneShotActionsDoNotUseUpThePlaces)
{
	for (int i = 0; i < 1000; i++) {
		install(SIGUSR1, numbered_action(i, SA_RESETHAND));
		send_to_myself(SIGUSR1);
	}
	EXPECT_EQ(handled_signals, 1000);
	expect_to_work(7);
}


TEST_F(ActionStorage, SignalsDoNotShareThePlaces)
{
	int markers[LAST_REALTIME + 1];
	for (int round = 0; round < 20; round++) {
		for (int signal = 1; signal <= LAST_REALTIME; signal++) {
			if (can_be_caught(signal))
				install(signal, +[](int, void*, vregs*) {}, &markers[signal]);
		}
	}
	for (int signal = 1; signal <= LAST_REALTIME; signal++) {
		if (!can_be_caught(signal))
			continue;
		EXPECT_EQ(action_in_force(signal).sa_userdata, &markers[signal]);
	}
}
