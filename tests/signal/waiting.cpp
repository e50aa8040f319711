// sigwait() sigwaitinfo() sigtimedwait() sigpending() sigsuspend(). What
// depends on time is in timed_waits.cpp.
#include "signal_test.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// The three functions in one form: the signal, or a negative error number.
struct wait_function {
	const char*	name;
	int			(*wait)(const sigset_t* set, siginfo_t* info);
};

static const wait_function wait_functions[] = {
	{ "sigwait", [](const sigset_t* set, siginfo_t* info) {
		int signal = 0;
		const int error = sigwait(set, &signal);
		if (error != 0)
			return -error;
		info->si_signo = signal;
		return signal;
	} },
	{ "sigwaitinfo", [](const sigset_t* set, siginfo_t* info) {
		const int signal = sigwaitinfo(set, info);
		return signal < 0 ? -errno : signal;
	} },
	{ "sigtimedwait", [](const sigset_t* set, siginfo_t* info) {
		const struct timespec timeout = { 60, 0 };
		const int signal = sigtimedwait(set, info, &timeout);
		return signal < 0 ? -errno : signal;
	} },
	{ "sigtimedwait_without_end", [](const sigset_t* set, siginfo_t* info) {
		const int signal = sigtimedwait(set, info, nullptr);
		return signal < 0 ? -errno : signal;
	} }
};

static constexpr long WAIT_CALL = SYS_rt_sigtimedwait;
#if defined(__i386__)
static constexpr long WIDE_WAIT_CALL = SYS_rt_sigtimedwait_time64;
#else
static constexpr long WIDE_WAIT_CALL = WAIT_CALL;
#endif

class wait_test : public signal_test,
	public testing::WithParamInterface<wait_function> {
protected:
	int
	wait(const sigset_t& set, siginfo_t& info)
	{
		return GetParam().wait(&set, &info);
	}

	int
	wait(const sigset_t& set)
	{
		siginfo_t info;
		return wait(set, info);
	}

	// Waits; whenever this thread is seen to wait, another one sends the
	// process the next of these signals.
	int
	wait_while_sending(const sigset_t& set, std::vector<int> signals)
	{
		const pid_t waiter = current_thread_id();
		test_thread sender([=] {
			for (int signal : signals) {
				EXPECT_TRUE(wait_until_in_call(waiter,
					{ WAIT_CALL, WIDE_WAIT_CALL }));
				EXPECT_EQ(kill(getpid(), signal), 0);
			}
		}, ~sigset_t{0});
		return wait(set);
	}
};

INSTANTIATE_TEST_SUITE_P(functions, wait_test,
	testing::ValuesIn(wait_functions),
	[](const auto& info) { return std::string(info.param.name); });

TEST_P(wait_test, takes_a_pending_signal_off)
{
	sigset_t full;
	sigfillset(&full);
	sigprocmask(SIG_SETMASK, &full, nullptr);
	for (int signal : catchable_signals()) {
		const sigset_t set = set_of({ signal });
		ASSERT_EQ(raise(signal), 0);
		siginfo_t info = {};
		EXPECT_EQ(wait(set, info), signal);
		EXPECT_EQ(info.si_signo, signal);
		EXPECT_EQ(kernel_pending(), kernel_set{0});
	}
}

TEST_P(wait_test, leaves_other_pending_signals)
{
	const sigset_t set = set_of({ SIGUSR1, SIGUSR2 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	raise(SIGUSR1);
	raise(SIGUSR2);
	EXPECT_EQ(wait(set_of({ SIGUSR2 })), SIGUSR2);
	EXPECT_EQ(kernel_pending(), kernel_bit(kernel_number(SIGUSR1)));
}

TEST_P(wait_test, no_handler_runs_for_what_was_taken)
{
	catch_signal(SIGUSR1);
	const sigset_t set = set_of({ SIGUSR1 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	raise(SIGUSR1);
	EXPECT_EQ(wait(set), SIGUSR1);
	sigprocmask(SIG_UNBLOCK, &set, nullptr);
	EXPECT_EQ(signal_counts[SIGUSR1], 0);
}

// The waiter blocks the signal or not; its disposition is each of the three.
struct disposition_case {
	const char*		name;
	__sighandler_t	handler;
};

static const disposition_case dispositions[] = {
	{ "default", SIG_DFL }, { "ignored", SIG_IGN }, { "caught", note_signal }
};

TEST_P(wait_test, consumes_arriving_signals_whatever_disposition_and_mask)
{
	for (const disposition_case& disposition : dispositions) {
		for (bool block : { false, true }) {
			for (int signal : { SIGUSR1, SIGCHLD, SIGTERM, SIGRTMIN, SIGURG }) {
				SCOPED_TRACE(disposition.name);
				catch_signal(signal, disposition.handler);
				const sigset_t set = set_of({ signal });
				sigprocmask(block ? SIG_BLOCK : SIG_UNBLOCK, &set, nullptr);
				signal_counts[signal] = 0;
				const kernel_set mask = kernel_mask();
				EXPECT_EQ(wait_while_sending(set, { signal }), signal);
				EXPECT_EQ(kernel_mask(), mask);
				EXPECT_EQ(signal_counts[signal], 0) << signal;
				sigprocmask(SIG_UNBLOCK, &set, nullptr);
			}
		}
	}
}

TEST_P(wait_test, signals_outside_the_set_run_their_handlers)
{
	catch_signal(SIGUSR2);
	const sigset_t set = set_of({ SIGUSR1 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	if (std::string(GetParam().name) == "sigwait") {
		// It does not end for a handler (POSIX lists no EINTR).
		EXPECT_EQ(wait_while_sending(set, { SIGUSR2, SIGUSR1 }), SIGUSR1);
	} else
		EXPECT_EQ(wait_while_sending(set, { SIGUSR2 }), -EINTR);
	EXPECT_EQ(signal_counts[SIGUSR2], 1);
}

TEST_P(wait_test, a_handler_meanwhile_finds_the_mask_that_the_program_set)
{
	static sigset_t interrupted;
	struct sigaction action = {};
	action.sa_flags = SA_SIGINFO;
	action.sa_sigaction = [](int, siginfo_t*, void* context) {
		interrupted = ((ucontext_t*)context)->uc_sigmask;
	};
	ASSERT_EQ(sigaction(SIGUSR2, &action, nullptr), 0);
	const sigset_t mask = set_of({ SIGHUP });
	sigprocmask(SIG_SETMASK, &mask, nullptr);
	// SIGUSR1 is not blocked.
	const sigset_t set = set_of({ SIGUSR1 });
	if (std::string(GetParam().name) == "sigwait")
		wait_while_sending(set, { SIGUSR2, SIGUSR1 });
	else
		wait_while_sending(set, { SIGUSR2 });
	EXPECT_EQ(interrupted, mask);
	EXPECT_EQ(kernel_mask(), kernel_bit(kernel_number(SIGHUP)));
}

// While a handler of another signal runs, the one that is waited for is held,
// so that its default action does not end the process.
TEST_P(wait_test, takes_what_arrives_during_a_handler)
{
	expect_in_child([&] {
		catch_signal(SIGUSR2, [](int signal) {
			note_signal(signal);
			kill(getpid(), SIGTERM);
		});
		EXPECT_EQ(wait_while_sending(set_of({ SIGTERM }), { SIGUSR2 }),
			SIGTERM);
		EXPECT_EQ(signal_counts[SIGUSR2], 1);
	});
}

TEST_P(wait_test, a_directed_signal_ends_the_wait_of_that_thread_only)
{
	const sigset_t set = set_of({ SIGUSR1 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	int first_result = 0, second_result = 0;
	test_thread first([&] { first_result = wait(set); });
	test_thread second([&] { second_result = wait(set); });
	for (const test_thread* thread : { &first, &second }) {
		EXPECT_TRUE(wait_until_in_call(thread->id(),
			{ WAIT_CALL, WIDE_WAIT_CALL }));
	}
	ASSERT_EQ(pthread_kill(first.handle(), SIGUSR1), 0);
	first.join();
	EXPECT_EQ(first_result, SIGUSR1);
	EXPECT_TRUE(wait_until_in_call(second.id(), { WAIT_CALL, WIDE_WAIT_CALL }));
	EXPECT_EQ(second_result, 0);
	ASSERT_EQ(pthread_kill(second.handle(), SIGUSR1), 0);
	second.join();
	EXPECT_EQ(second_result, SIGUSR1);
}

TEST_P(wait_test, each_signal_is_taken_by_one_of_several_waiters)
{
	constexpr int THREADS = 4, SIGNALS = 400;
	const sigset_t set = set_of({ SIGRTMIN, SIGUSR2 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	int taken = 0;
	auto count = [&] {
		while (wait(set) == SIGRTMIN)
			__atomic_add_fetch(&taken, 1, __ATOMIC_RELAXED);
	};
	test_thread threads[THREADS] = { test_thread(count), test_thread(count),
		test_thread(count), test_thread(count) };
	for (int i = 0; i < SIGNALS; i++)
		ASSERT_EQ(sigqueue(getpid(), SIGRTMIN, {}), 0);
	EXPECT_TRUE(wait_until([&] {
		return __atomic_load_n(&taken, __ATOMIC_RELAXED) == SIGNALS;
	}));
	for (test_thread& thread : threads)
		pthread_kill(thread.handle(), SIGUSR2);
	for (test_thread& thread : threads)
		thread.join();
	EXPECT_EQ(taken, SIGNALS);
}

TEST_P(wait_test, tells_sender_and_value)
{
	if (std::string(GetParam().name) == "sigwait")
		return;		// it tells the number only
	const sigset_t set = set_of({ SIGUSR1, SIGRTMAX });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	siginfo_t info;
	memset(&info, 0x55, sizeof(info));
	ASSERT_EQ(kill(getpid(), SIGUSR1), 0);
	ASSERT_EQ(wait(set, info), SIGUSR1);
	EXPECT_EQ(info.si_code, SI_USER);
	EXPECT_EQ(info.si_pid, getpid());
	EXPECT_EQ(info.si_uid, getuid());
	union sigval value;
	value.sival_ptr = &info;
	ASSERT_EQ(sigqueue(getpid(), SIGRTMAX, value), 0);
	memset(&info, 0x55, sizeof(info));
	ASSERT_EQ(wait(set, info), SIGRTMAX);
	EXPECT_EQ(info.si_code, SI_QUEUE);
	EXPECT_EQ(info.si_errno, 0);
	EXPECT_EQ(info.si_pid, getpid());
	EXPECT_EQ(info.si_uid, getuid());
	EXPECT_EQ(info.si_value.sival_ptr, &info);
}

class suspend_test : public signal_test {
};

TEST_F(suspend_test, info_may_be_null)
{
	const sigset_t set = set_of({ SIGUSR1 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	raise(SIGUSR1);
	EXPECT_EQ(sigwaitinfo(&set, nullptr), SIGUSR1);
	raise(SIGUSR1);
	const struct timespec now = { 0, 0 };
	EXPECT_EQ(sigtimedwait(&set, nullptr, &now), SIGUSR1);
}

// POSIX, sigtimedwait(): EINVAL only if no signal is pending. Linux looks at the
// timeout first.
TEST_F(suspend_test, a_bad_timeout_does_not_keep_from_a_pending_signal)
{
	const sigset_t set = set_of({ SIGUSR1 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	raise(SIGUSR1);
	const struct timespec bad = { 0, -1 };
	EXPECT_EQ(sigtimedwait(&set, nullptr, &bad), SIGUSR1);
	EXPECT_EQ(sigtimedwait(&set, nullptr, &bad), -1);
	EXPECT_EQ(errno, EINVAL);
}

TEST_F(suspend_test, pending_shows_the_threads_and_the_process_signals)
{
	const sigset_t set = set_of({ SIGUSR1, SIGUSR2, SIGRTMIN });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	sigset_t pending = 1;
	ASSERT_EQ(sigpending(&pending), 0);
	EXPECT_EQ(pending, sigset_t{0});
	ASSERT_EQ(raise(SIGUSR1), 0);
	ASSERT_EQ(kill(getpid(), SIGUSR2), 0);
	ASSERT_EQ(sigpending(&pending), 0);
	EXPECT_EQ(pending, set_of({ SIGUSR1, SIGUSR2 }));
	test_thread([&] {
		sigset_t other = 0;
		EXPECT_EQ(sigpending(&other), 0);
		EXPECT_EQ(other, set_of({ SIGUSR2 })) << "the process's only";
	}).join();
}

TEST_F(suspend_test, suspends_with_the_other_mask_and_restores_this_one)
{
	static sigset_t inside;
	catch_signal(SIGUSR1, [](int signal) {
		note_signal(signal);
		pthread_sigmask(SIG_BLOCK, nullptr, &inside);
	});
	const sigset_t mask = set_of({ SIGUSR1, SIGHUP });
	sigprocmask(SIG_SETMASK, &mask, nullptr);
	raise(SIGUSR1);
	const sigset_t temporary = set_of({ SIGUSR2, SIGRTMAX });
	EXPECT_FAILS(sigsuspend(&temporary), EINTR);
	EXPECT_EQ(signal_counts[SIGUSR1], 1);
	EXPECT_EQ(inside, temporary | set_of({ SIGUSR1 }));
	sigset_t after = 0;
	sigprocmask(SIG_BLOCK, nullptr, &after);
	EXPECT_EQ(after, mask);
}

TEST_F(suspend_test, returns_after_a_handler_only)
{
	catch_signal(SIGUSR1);
	catch_signal(SIGUSR2);
	signal(SIGURG, SIG_IGN);
	const sigset_t mask = set_of({ SIGUSR1, SIGUSR2, SIGURG });
	sigprocmask(SIG_SETMASK, &mask, nullptr);
	bool returned = false;
	test_thread waiter([&] {
		const sigset_t temporary = set_of({ SIGUSR2 });
		EXPECT_FAILS(sigsuspend(&temporary), EINTR);
		returned = true;
	});
	ASSERT_TRUE(wait_until_in_call(waiter.id(), { SYS_rt_sigsuspend }));
	ASSERT_EQ(pthread_kill(waiter.handle(), SIGURG), 0);
	ASSERT_EQ(pthread_kill(waiter.handle(), SIGUSR2), 0);
	ASSERT_TRUE(wait_until_in_call(waiter.id(), { SYS_rt_sigsuspend }));
	EXPECT_FALSE(returned);
	EXPECT_EQ(signal_counts[SIGUSR2], 0);
	ASSERT_EQ(pthread_kill(waiter.handle(), SIGUSR1), 0);
	waiter.join();
	EXPECT_TRUE(returned);
	EXPECT_EQ(signal_counts[SIGUSR1], 1);
	EXPECT_EQ(signal_counts[SIGUSR2], 0);
}

TEST_F(suspend_test, a_default_action_ends_a_suspended_process)
{
	expect_death_in_child(kernel_number(SIGTERM), [] {
		const sigset_t mask = set_of({ SIGTERM });
		sigprocmask(SIG_SETMASK, &mask, nullptr);
		raise(SIGTERM);
		const sigset_t none = 0;
		sigsuspend(&none);
	});
}

// A signal that comes before or during sigsuspend() is never lost: each turn
// would wait for ever.
TEST_F(suspend_test, ten_thousand_signals_between_two_threads)
{
	constexpr int TURNS = 10000;
	const sigset_t set = set_of({ SIGUSR1 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	static volatile sig_atomic_t turn;
	turn = 0;
	catch_signal(SIGUSR1, [](int) { turn = turn + 1; });
	const pthread_t main_thread = pthread_self();
	int answered = 0;
	test_thread partner([&] {
		for (int i = 0; i < TURNS; i++) {
			pthread_kill(main_thread, SIGUSR1);
			while (__atomic_load_n(&answered, __ATOMIC_ACQUIRE) <= i)
				sched_yield();
		}
	});
	const sigset_t none = 0;
	for (int i = 0; i < TURNS; i++) {
		EXPECT_EQ(sigsuspend(&none), -1);
		EXPECT_EQ(turn, i + 1);
		__atomic_store_n(&answered, i + 1, __ATOMIC_RELEASE);
	}
	partner.join();
}
