// sigaction() against deliveries: no signal is lost, no action is torn, and
// each action that is replaced is told to the one who replaces it.
#include "numbered_actions.h"
#include "random_numbers.h"

namespace {

class ActionChanges : public DeliveryTest {
protected:
	ActionChanges()
	{
		set_true_mask(0);
		torn_actions = 0;
		handled_signals = 0;
		on_handled = nullptr;
	}
};


/* What became of actions that were each installed once, with a number of its
 * own: installed = told as old + in force at the end + (SA_RESETHAND) run. */
class ledger {
public:
	explicit
	ledger(size_t count)
		:
		fSeen(count)
	{
	}

	void
	note(uintptr_t number)
	{
		if (number < fSeen.size())
			fSeen[number].fetch_add(1);
		else
			fStrangers++;
	}

	void
	note_old(const struct sigaction& action, int flags)
	{
		if (action.sa_handler == SIG_DFL)
			return;
		if (is_whole(action, flags))
			note((uintptr_t)action.sa_userdata);
		else
			torn_actions++;
	}

	void
	expect_each_once() const
	{
		long missing = 0, repeated = 0;
		for (const auto& seen : fSeen) {
			missing += seen == 0;
			repeated += seen > 1;
		}
		EXPECT_EQ(missing, 0);
		EXPECT_EQ(repeated, 0);
		EXPECT_EQ(fStrangers, 0);
	}

private:
	std::vector<std::atomic<int>>	fSeen;
	std::atomic<long>				fStrangers = 0;
};

ledger* current_ledger;


/* threads * each installations of all different actions; then the books must
 * balance. */
void
exchange_actions(int threads, int each)
{
	ledger books(threads * each);
	ASSERT_NE(signal(SIGUSR1, SIG_DFL), SIG_ERR);
	in_threads(threads, [&](int thread) {
		for (int i = 0; i < each; i++) {
			const struct sigaction action
				= numbered_action((uintptr_t)thread * each + i);
			struct sigaction old;
			if (sigaction(SIGUSR1, &action, &old) != 0)
				torn_actions++;
			books.note_old(old, 0);
		}
	});
	books.note_old(action_in_force(SIGUSR1), 0);
	books.expect_each_once();
	EXPECT_EQ(torn_actions, 0);
}

}	// namespace


TEST_F(ActionChanges, AMillionDeliveriesWhileTheActionChanges)
{
	constexpr long EACH = 500000;
	std::atomic<bool> done = false;
	std::atomic<long> changes = 0;
	std::atomic<int> finished = 0;
	install(SIGUSR1, numbered_action(0));
	const uint64_t seed = random_seed();
	in_threads(4, [&](int thread) {
		if (thread < 2) {
			std::mt19937 random(seed + thread);
			while (!done) {
				const struct sigaction action = numbered_action(random());
				struct sigaction old;
				if (sigaction(SIGUSR1, &action, &old) != 0 || !is_whole(old))
					torn_actions++;
				changes++;
				sched_yield();
			}
			return;
		}
		for (long i = 0; i < EACH; i++)
			send_to_myself(SIGUSR1);
		if (++finished == 2)
			done = true;
	});
	/* What a thread sends itself has been handled when the call returns. */
	EXPECT_EQ(handled_signals, 2 * EACH);
	EXPECT_EQ(torn_actions, 0);
	EXPECT_GT(changes, 100);
}


TEST_F(ActionChanges, QueriesSeeWholeActions)
{
	std::atomic<bool> done = false;
	install(SIGUSR1, numbered_action(0));
	const uint64_t seed = random_seed();
	in_threads(4, [&](int thread) {
		if (thread < 2) {
			for (int i = 0; i < 50000; i++) {
				struct sigaction action;
				if (sigaction(SIGUSR1, nullptr, &action) != 0
					|| !is_whole(action))
					torn_actions++;
			}
			done = true;
			return;
		}
		std::mt19937 random(seed + thread);
		while (!done) {
			const struct sigaction action = numbered_action(random());
			if (sigaction(SIGUSR1, &action, nullptr) != 0)
				torn_actions++;
		}
	});
	EXPECT_EQ(torn_actions, 0);
}


TEST_F(ActionChanges, EachReplacedActionIsToldOnce)
{
	exchange_actions(1, 1000);
	exchange_actions(2, 50000);
}


/* More threads than the library keeps actions for. */
TEST_F(ActionChanges, EachReplacedActionIsToldOnceWith32Threads)
{
	exchange_actions(32, 3000);
}


/* An action with SA_RESETHAND is either replaced or run, never both. */
TEST_F(ActionChanges, EachOneShotActionIsReplacedOrRunOnce)
{
	constexpr int THREADS = 8, EACH = 10000;
	/* Ignored by default: what comes after the reset does no harm. */
	constexpr int SIGNAL = SIGWINCH;
	ledger books(THREADS * EACH);
	current_ledger = &books;
	on_handled = [](uintptr_t number) { current_ledger->note(number); };
	in_threads(THREADS, [&](int thread) {
		for (int i = 0; i < EACH; i++) {
			const struct sigaction action = numbered_action(
				(uintptr_t)thread * EACH + i, SA_RESETHAND);
			struct sigaction old;
			if (sigaction(SIGNAL, &action, &old) != 0)
				torn_actions++;
			books.note_old(old, SA_RESETHAND);
			if (i % 3 != 0)
				send_to_myself(SIGNAL);
		}
	});
	books.note_old(action_in_force(SIGNAL), SA_RESETHAND);
	books.expect_each_once();
	EXPECT_EQ(torn_actions, 0);
}


/* One-shot actions among lasting ones. */
TEST_F(ActionChanges, OneShotAndLastingActionsDoNotMix)
{
	constexpr int EACH = 20000;
	install(SIGWINCH, numbered_action(0));
	in_threads(4, [&](int thread) {
		for (int i = 0; i < EACH; i++) {
			const int flags = (i + thread) % 2 == 0 ? SA_RESETHAND : 0;
			const struct sigaction action = numbered_action(i, flags);
			struct sigaction old;
			if (sigaction(SIGWINCH, &action, &old) != 0
				|| (old.sa_handler != SIG_DFL
					&& !is_whole(old, old.sa_flags & SA_RESETHAND)))
				torn_actions++;
			send_to_myself(SIGWINCH);
		}
	});
	EXPECT_EQ(torn_actions, 0);
	/* And the next one installed is the one that runs. */
	const long before = handled_signals;
	install(SIGWINCH, numbered_action(5));
	send_to_myself(SIGWINCH);
	send_to_myself(SIGWINCH);
	EXPECT_EQ(handled_signals, before + 2);
}


TEST_F(ActionChanges, ResethandIsResetBeforeTheHandlerRuns)
{
	static struct sigaction inHandler;
	install(SIGUSR1, [](int, void*, vregs*) {
		sigaction(SIGUSR1, nullptr, &inHandler);
	}, nullptr, SA_RESETHAND);
	send_to_myself(SIGUSR1);
	EXPECT_EQ(inHandler.sa_handler, SIG_DFL);
	EXPECT_EQ(action_in_force(SIGUSR1).sa_handler, SIG_DFL);
}


TEST_F(ActionChanges, HandlersMayChangeTheirOwnSignalsAction)
{
	constexpr int ROUNDS = 1000;
	on_handled = [](uintptr_t number) {
		const struct sigaction next = numbered_action(number + 1);
		struct sigaction old;
		if (sigaction(SIGUSR1, &next, &old) != 0 || !is_whole(old)
			|| (uintptr_t)old.sa_userdata != number)
			torn_actions++;
	};
	install(SIGUSR1, numbered_action(0));
	for (int i = 0; i < ROUNDS; i++)
		send_to_myself(SIGUSR1);
	EXPECT_EQ(torn_actions, 0);
	EXPECT_EQ(handled_signals, ROUNDS);
	EXPECT_EQ(action_in_force(SIGUSR1).sa_userdata, (void*)ROUNDS);
}


/* A handler that re-installs itself, as in the days of System V. */
TEST_F(ActionChanges, OneShotHandlersMayInstallThemselvesAgain)
{
	constexpr int ROUNDS = 1000;
	on_handled = [](uintptr_t number) {
		const struct sigaction next = numbered_action(number, SA_RESETHAND);
		sigaction(SIGUSR1, &next, nullptr);
	};
	install(SIGUSR1, numbered_action(3, SA_RESETHAND));
	for (int i = 0; i < ROUNDS; i++)
		send_to_myself(SIGUSR1);
	EXPECT_EQ(handled_signals, ROUNDS);
	EXPECT_EQ(torn_actions, 0);
}


TEST_F(ActionChanges, HandlersInterruptSigactionOfTheSameSignal)
{
	/* Signals from elsewhere strike a thread anywhere within sigaction(); the
	 * handler calls it too. */
	std::atomic<bool> done = false;
	static std::atomic<pid_t> target;
	target = 0;
	on_handled = [](uintptr_t number) {
		const struct sigaction next = numbered_action(number + 8);
		struct sigaction old;
		if (sigaction(SIGUSR1, &next, &old) != 0 || !is_whole(old))
			torn_actions++;
	};
	install(SIGUSR1, numbered_action(0));
	in_threads(2, [&](int thread) {
		if (thread == 0) {
			while (target == 0)
				sched_yield();
			while (!done) {
				syscall(SYS_tgkill, getpid(), target.load(),
					host_number(SIGUSR1));
				sched_yield();
			}
			return;
		}
		target = thread_number();
		for (int i = 0; i < 20000 || handled_signals < 500; i++) {
			const struct sigaction action = numbered_action(i);
			struct sigaction old;
			if (sigaction(SIGUSR1, &action, &old) != 0 || !is_whole(old))
				torn_actions++;
		}
		done = true;
	});
	EXPECT_EQ(torn_actions, 0);
	EXPECT_GE(handled_signals, 500);
}
