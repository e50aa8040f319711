// sigaction(): storing, telling, and what each flag does.
#include "signal_test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

class action_test : public signal_test {
};

class every_action_test : public action_test,
	public testing::WithParamInterface<int> {
};

INSTANTIATE_TEST_SUITE_P(signals, every_action_test,
	testing::ValuesIn(catchable_signals()), signal_test_name);

static struct sigaction
query(int signal)
{
	struct sigaction action;
	memset(&action, 0x55, sizeof(action));
	EXPECT_EQ(sigaction(signal, nullptr, &action), 0) << signal;
	return action;
}

static void
expect_same(const struct sigaction& left, const struct sigaction& right)
{
	EXPECT_EQ(left.sa_handler, right.sa_handler);
	EXPECT_EQ(left.sa_mask, right.sa_mask);
	EXPECT_EQ(left.sa_flags, right.sa_flags);
	EXPECT_EQ(left.sa_userdata, right.sa_userdata);
}

TEST_P(every_action_test, tells_what_was_set)
{
	static int datum;
	struct sigaction first = {};
	first.sa_handler = note_signal;
	first.sa_mask = set_of({ SIGUSR1, SIGBUS, SIGRTMAX });
	first.sa_userdata = &datum;
	for (int flags = 0; flags <= 0x7f; flags++) {
		first.sa_flags = flags;
		ASSERT_EQ(sigaction(GetParam(), &first, nullptr), 0);
		expect_same(query(GetParam()), first);
	}
	struct sigaction second = {};
	second.sa_handler = SIG_IGN;
	struct sigaction old;
	ASSERT_EQ(sigaction(GetParam(), &second, &old), 0);
	expect_same(old, first);
	expect_same(query(GetParam()), second);
}

TEST_P(every_action_test, handler_gets_number_userdata_and_registers)
{
	static int number, datum;
	static void* userdata;
	static bool has_registers;
	struct sigaction action = {};
	action.sa_userdata = &datum;
	action.sa_handler = as_handler([](int signal, void* data, vregs* regs) {
		number = signal;
		userdata = data;
		const uintptr_t here = (uintptr_t)__builtin_frame_address(0);
#if defined(__x86_64__)
		has_registers = regs->rsp - here < 64 * 1024;
#else
		has_registers = regs->esp - here < 64 * 1024;
#endif
	});
	ASSERT_EQ(sigaction(GetParam(), &action, nullptr), 0);
	number = 0;
	userdata = nullptr;
	has_registers = false;
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(number, GetParam());
	EXPECT_EQ(userdata, &datum);
	EXPECT_TRUE(has_registers);
}

TEST_P(every_action_test, siginfo_handler_gets_info_context_and_userdata)
{
	static int number, datum;
	static siginfo_t info;
	static sigset_t interrupted_mask;
	static void* userdata;
	struct sigaction action = {};
	action.sa_userdata = &datum;
	action.sa_flags = SA_SIGINFO;
	action.sa_handler = as_handler([](int signal, siginfo_t* told,
			void* context, void* data) {
		number = signal;
		info = *told;
		interrupted_mask = ((ucontext_t*)context)->uc_sigmask;
		userdata = data;
	});
	ASSERT_EQ(sigaction(GetParam(), &action, nullptr), 0);
	const sigset_t mask = set_of({ SIGPROF == GetParam() ? SIGHUP : SIGPROF });
	ASSERT_EQ(sigprocmask(SIG_SETMASK, &mask, nullptr), 0);
	number = 0;
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(number, GetParam());
	EXPECT_EQ(info.si_signo, GetParam());
	EXPECT_EQ(info.si_code, SI_USER);
	EXPECT_EQ(info.si_errno, 0);
	EXPECT_EQ(info.si_pid, getpid());
	EXPECT_EQ(info.si_uid, getuid());
	EXPECT_EQ(interrupted_mask, mask);
	EXPECT_EQ(userdata, &datum);
}

// -- what cannot be changed, and bad numbers

TEST_F(action_test, kill_and_stop_can_be_queried_but_not_changed)
{
	for (int signal : { SIGKILL, SIGSTOP, SIGKILLTHR }) {
		for (auto handler : { SIG_DFL, SIG_IGN, note_signal }) {
			struct sigaction action = {};
			action.sa_handler = handler;
			struct sigaction old;
			memset(&old, 0x55, sizeof(old));
			const struct sigaction untouched = old;
			EXPECT_FAILS(sigaction(signal, &action, &old), EINVAL);
			EXPECT_FAILS(sigaction(signal, &action, nullptr), EINVAL);
			expect_same(old, untouched);
		}
		expect_same(query(signal), {});
	}
}

TEST_F(action_test, reserved_signals_can_be_queried_but_not_changed)
{
	for (int signal : { SIGRESERVED1, SIGRESERVED2 }) {
		struct sigaction action = {};
		action.sa_handler = note_signal;
		EXPECT_FAILS(sigaction(signal, &action, nullptr), EINVAL);
		expect_same(query(signal), {});
	}
}

TEST_F(action_test, numbers_outside_the_range_are_invalid)
{
	for (int number : { 0, -1, LAST_SIGNAL + 1, 64, 65, 256 + SIGHUP, INT32_MIN,
			INT32_MAX }) {
		struct sigaction action = {};
		action.sa_handler = note_signal;
		struct sigaction old;
		memset(&old, 0x55, sizeof(old));
		const struct sigaction untouched = old;
		EXPECT_FAILS(sigaction(number, &action, &old), EINVAL);
		EXPECT_FAILS(sigaction(number, nullptr, &old), EINVAL);
		EXPECT_FAILS(sigaction(number, nullptr, nullptr), EINVAL);
		expect_same(old, untouched);
	}
	EXPECT_EQ(status_set("self", "SigCgt") & ~(kernel_bit(32) | kernel_bit(33)),
		kernel_set{0});
}

TEST_F(action_test, query_with_neither_pointer)
{
	EXPECT_EQ(sigaction(SIGUSR1, nullptr, nullptr), 0);
}

TEST_F(action_test, action_and_old_action_may_be_one)
{
	static int datum;
	struct sigaction first = {};
	first.sa_handler = note_signal;
	first.sa_flags = SA_RESTART;
	first.sa_mask = set_of({ SIGHUP });
	first.sa_userdata = &datum;
	ASSERT_EQ(sigaction(SIGUSR1, &first, nullptr), 0);
	struct sigaction action = {};
	action.sa_handler = SIG_IGN;
	// A type without "restrict": the compiler would warn.
	int (*exchange)(int, const struct sigaction*, struct sigaction*)
		= sigaction;
	ASSERT_EQ(exchange(SIGUSR1, &action, &action), 0);
	expect_same(action, first);
	ASSERT_EQ(exchange(SIGUSR1, &action, &action), 0);
	EXPECT_EQ(action.sa_handler, SIG_IGN);
	expect_same(query(SIGUSR1), first);
}

TEST_F(action_test, the_action_is_copied)
{
	struct sigaction action = {};
	action.sa_handler = note_signal;
	ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
	action.sa_handler = SIG_IGN;
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(signal_counts[SIGUSR1], 1);
}

// Each change takes a place in libroot's table of actions; none is lost.
TEST_F(action_test, ten_thousand_changes_and_deliveries)
{
	static int received;
	received = -1;
	for (int i = 0; i < 10000; i++) {
		struct sigaction action = {};
		action.sa_handler = as_handler([](int, void* data, vregs*) {
			received = (int)(intptr_t)data;
		});
		action.sa_userdata = (void*)(intptr_t)i;
		action.sa_flags = i % 3 == 0 ? SA_RESETHAND : 0;
		ASSERT_EQ(sigaction(SIGRTMIN, &action, nullptr), 0);
		ASSERT_EQ(raise(SIGRTMIN), 0);
		ASSERT_EQ(received, i);
		if (i % 3 == 0) {
			ASSERT_EQ(query(SIGRTMIN).sa_handler, SIG_DFL);
		}
	}
}

TEST_F(action_test, the_private_flag_never_shows)
{
	struct sigaction action = {};
	action.sa_handler = note_signal;
	action.sa_flags = (int)0x80000000 | SA_NODEFER;
	ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
	EXPECT_EQ(query(SIGUSR1).sa_flags, SA_NODEFER);
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(signal_counts[SIGUSR1], 1);
}

TEST_F(action_test, setting_an_action_to_ignore_discards_what_is_pending)
{
	const sigset_t set = set_of({ SIGUSR1, SIGCHLD });
	sigprocmask(SIG_BLOCK, &set, nullptr);
	catch_signal(SIGCHLD);
	raise(SIGUSR1);
	raise(SIGCHLD);
	ASSERT_NE(signal(SIGUSR1, SIG_IGN), SIG_ERR);
	ASSERT_NE(signal(SIGCHLD, SIG_DFL), SIG_ERR);
	sigset_t pending = 1;
	ASSERT_EQ(sigpending(&pending), 0);
	EXPECT_EQ(pending, sigset_t{0});
}

// -- the mask during a handler

static sigset_t mask_in_handler;

static void
note_mask(int)
{
	pthread_sigmask(SIG_BLOCK, nullptr, &mask_in_handler);
}

static sigset_t
mask_during(int signal, int flags, sigset_t action_mask)
{
	struct sigaction action = {};
	action.sa_handler = note_mask;
	action.sa_flags = flags;
	action.sa_mask = action_mask;
	EXPECT_EQ(sigaction(signal, &action, nullptr), 0);
	mask_in_handler = 0;
	EXPECT_EQ(raise(signal), 0);
	sigset_t after = 1;
	EXPECT_EQ(sigprocmask(SIG_BLOCK, nullptr, &after), 0);
	EXPECT_EQ(after, set_of({ SIGPROF })) << "mask after the handler";
	return mask_in_handler;
}

TEST_P(every_action_test, handler_runs_with_mask_of_thread_action_and_signal)
{
	if (GetParam() == SIGPROF)
		return;		// it is the one that the thread blocks
	const sigset_t thread_mask = set_of({ SIGPROF });
	sigprocmask(SIG_SETMASK, &thread_mask, nullptr);
	const sigset_t self = set_of({ GetParam() });
	const sigset_t mask = set_of({ SIGWINCH, SIGRTMAX });
	EXPECT_EQ(mask_during(GetParam(), 0, mask), thread_mask | self | mask);
	EXPECT_EQ(mask_during(GetParam(), 0, 0), thread_mask | self);
	EXPECT_EQ(mask_during(GetParam(), SA_NODEFER, 0), thread_mask);
	EXPECT_EQ(mask_during(GetParam(), SA_NODEFER, mask), thread_mask | mask);
	EXPECT_EQ(mask_during(GetParam(), SA_NODEFER, self), thread_mask | self);
	EXPECT_EQ(mask_during(GetParam(), SA_SIGINFO, mask),
		thread_mask | self | mask);
	const sigset_t unblockable = set_of({ SIGKILL, SIGSTOP });
	EXPECT_EQ(mask_during(GetParam(), 0, unblockable), thread_mask | self);
}

TEST_F(action_test, nodefer_lets_the_handler_be_interrupted_by_its_own_signal)
{
	static int depth, deepest;
	auto nest = [](int) {
		deepest = std::max(deepest, ++depth);
		if (depth < 5)
			raise(SIGUSR1);
		depth--;
	};
	catch_signal(SIGUSR1, nest, SA_NODEFER);
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(deepest, 5);

	// Without the flag the second one waits for the first to return.
	static int calls;
	calls = 0;
	depth = deepest = 0;
	catch_signal(SIGUSR1, [](int) {
		deepest = std::max(deepest, ++depth);
		if (++calls < 5)
			raise(SIGUSR1);
		depth--;
	});
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(calls, 5);
	EXPECT_EQ(deepest, 1);
}

// -- SA_RESETHAND

TEST_P(every_action_test, reset_hand_clears_handler_and_siginfo)
{
	static bool had_default;
	struct sigaction action = {};
	action.sa_flags = SA_RESETHAND | SA_SIGINFO;
	action.sa_sigaction = [](int signal, siginfo_t*, void*) {
		struct sigaction during;
		had_default = sigaction(signal, nullptr, &during) == 0
			&& during.sa_handler == SIG_DFL && (during.sa_flags & SA_SIGINFO) == 0;
	};
	ASSERT_EQ(sigaction(GetParam(), &action, nullptr), 0);
	EXPECT_EQ(query(GetParam()).sa_flags, SA_RESETHAND | SA_SIGINFO);
	had_default = false;
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_TRUE(had_default) << "on entry to the handler";
	EXPECT_EQ(query(GetParam()).sa_handler, SIG_DFL);
	EXPECT_EQ(query(GetParam()).sa_flags & SA_SIGINFO, 0);
}

TEST_F(action_test, reset_hand_applies_once)
{
	catch_signal(SIGUSR1, note_signal, SA_RESETHAND);
	expect_death_in_child(kernel_number(SIGUSR1), [] {
		raise(SIGUSR1);
		EXPECT_EQ(signal_counts[SIGUSR1], 1);
		raise(SIGUSR1);
	});
}

TEST_F(action_test, handler_can_set_itself_again)
{
	catch_signal(SIGUSR1, [](int signal) {
		note_signal(signal);
		struct sigaction action = {};
		action.sa_handler = note_signal;
		sigaction(SIGUSR1, &action, nullptr);
	}, SA_RESETHAND);
	for (int i = 1; i <= 3; i++) {
		ASSERT_EQ(raise(SIGUSR1), 0);
		EXPECT_EQ(signal_counts[SIGUSR1], i);
	}
}

// -- SA_RESTART

class restart_test : public action_test {
protected:
	// A thread reads from an empty pipe, is interrupted, then gets a byte.
	// Returns what read() said: 1, or -errno.
	int
	interrupted_read(int flags)
	{
		catch_signal(SIGUSR1, note_signal, flags);
		signal_counts[SIGUSR1] = 0;
		int ends[2];
		EXPECT_EQ(pipe(ends), 0);
		int result = 0;
		test_thread reader([&] {
			char byte;
			const ssize_t count = read(ends[0], &byte, 1);
			result = count < 0 ? -errno : (int)count;
		});
		EXPECT_TRUE(wait_until_in_call(reader.id(), { SYS_read }));
		EXPECT_EQ(pthread_kill(reader.handle(), SIGUSR1), 0);
		EXPECT_TRUE(wait_until([] { return signal_counts[SIGUSR1] == 1; }));
		EXPECT_EQ(write(ends[1], "x", 1), 1);
		reader.join();
		close(ends[0]);
		close(ends[1]);
		return result;
	}
};

TEST_F(restart_test, without_the_flag_calls_fail_with_eintr)
{
	EXPECT_EQ(interrupted_read(0), -EINTR);
	EXPECT_EQ(interrupted_read(SA_SIGINFO | SA_NODEFER), -EINTR);
}

TEST_F(restart_test, with_the_flag_calls_go_on)
{
	EXPECT_EQ(interrupted_read(SA_RESTART), 1);
	EXPECT_EQ(interrupted_read(SA_RESTART | SA_SIGINFO), 1);
}

TEST_F(restart_test, siginterrupt_changes_the_flag_and_nothing_else)
{
	struct sigaction action = {};
	action.sa_handler = note_signal;
	action.sa_mask = set_of({ SIGHUP });
	action.sa_flags = SA_RESTART | SA_NODEFER;
	static int datum;
	action.sa_userdata = &datum;
	ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
	ASSERT_EQ(siginterrupt(SIGUSR1, 1), 0);
	action.sa_flags = SA_NODEFER;
	expect_same(query(SIGUSR1), action);
	ASSERT_EQ(siginterrupt(SIGUSR1, 0), 0);
	action.sa_flags = SA_RESTART | SA_NODEFER;
	expect_same(query(SIGUSR1), action);
	EXPECT_EQ(siginterrupt(SIGUSR1, -7), 0) << "anything but 0 interrupts";
	EXPECT_EQ(query(SIGUSR1).sa_flags, SA_NODEFER);
}

TEST_F(restart_test, siginterrupt_refuses_bad_numbers)
{
	for (int signal : { 0, -1, LAST_SIGNAL + 1, SIGKILL, SIGSTOP, SIGKILLTHR,
			SIGRESERVED1 }) {
		EXPECT_FAILS(siginterrupt(signal, 0), EINVAL);
		EXPECT_FAILS(siginterrupt(signal, 1), EINVAL);
	}
}

// -- SA_NOCLDSTOP, SA_NOCLDWAIT

// SIGCHLD and what it tells: as many as the child's life has events.
static volatile sig_atomic_t child_codes[8];
static volatile sig_atomic_t child_code_count;

class child_flag_test : public action_test {
protected:
	void
	note_children(int flags)
	{
		struct sigaction action = {};
		action.sa_flags = SA_SIGINFO | flags;
		action.sa_sigaction = [](int, siginfo_t* info, void*) {
			child_codes[child_code_count] = info->si_code;
			child_code_count = child_code_count + 1;
		};
		child_code_count = 0;
		ASSERT_EQ(sigaction(SIGCHLD, &action, nullptr), 0);
	}

	void
	wait_for_codes(int count)
	{
		EXPECT_TRUE(wait_until([=] { return child_code_count >= count; }));
	}
};

TEST_F(child_flag_test, without_no_child_stop_stops_are_told)
{
	note_children(0);
	const pid_t child = start_child([] { pause(); });
	EXPECT_EQ(kill(child, SIGSTOP), 0);
	wait_for_codes(1);
	EXPECT_EQ(kill(child, SIGCONT), 0);
	wait_for_codes(2);
	EXPECT_EQ(kill(child, SIGTERM), 0);
	wait_for_codes(3);
	wait_for_child_end(child);
	EXPECT_EQ(child_codes[0], CLD_STOPPED);
	EXPECT_EQ(child_codes[1], CLD_CONTINUED);
	EXPECT_EQ(child_codes[2], CLD_KILLED);
	EXPECT_EQ(child_code_count, 3);
}

TEST_F(child_flag_test, with_no_child_stop_only_the_end_is_told)
{
	note_children(SA_NOCLDSTOP);
	const pid_t child = start_child([] { pause(); });
	EXPECT_EQ(kill(child, SIGSTOP), 0);
	int status = 0;
	ASSERT_EQ(waitpid(child, &status, WUNTRACED), child);
	EXPECT_TRUE(WIFSTOPPED(status));
	EXPECT_EQ(kill(child, SIGCONT), 0);
	ASSERT_EQ(waitpid(child, &status, WCONTINUED), child);
	EXPECT_TRUE(WIFCONTINUED(status));
	EXPECT_EQ(child_code_count, 0);
	EXPECT_EQ(kill(child, SIGTERM), 0);
	wait_for_codes(1);
	wait_for_child_end(child);
	EXPECT_EQ(child_codes[0], CLD_KILLED);
}

TEST_F(child_flag_test, with_no_child_wait_there_are_no_zombies)
{
	note_children(SA_NOCLDWAIT);
	start_child([] {});
	EXPECT_FAILS(waitpid(-1, nullptr, 0), ECHILD);
}

TEST_F(child_flag_test, ignoring_leaves_no_zombies_either)
{
	ASSERT_NE(signal(SIGCHLD, SIG_IGN), SIG_ERR);
	start_child([] {});
	EXPECT_FAILS(wait(nullptr), ECHILD);
}

// -- actions belong to the process

TEST_F(action_test, belong_to_the_process_not_the_thread)
{
	test_thread([] { catch_signal(SIGUSR1); }).join();
	EXPECT_EQ(query(SIGUSR1).sa_handler, note_signal);
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(signal_counts[SIGUSR1], 1);
}

TEST_F(action_test, are_copied_by_fork)
{
	catch_signal(SIGUSR1);
	expect_in_child([] {
		EXPECT_EQ(query(SIGUSR1).sa_handler, note_signal);
		raise(SIGUSR1);
		EXPECT_EQ(signal_counts[SIGUSR1], 1);
		signal(SIGUSR1, SIG_IGN);
	});
	EXPECT_EQ(query(SIGUSR1).sa_handler, note_signal);
}

TEST_F(action_test, errno_survives_handlers)
{
	catch_signal(SIGUSR1, [](int) { errno = EDOM; });
	errno = ERANGE;
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(errno, ERANGE);
	struct sigaction action = {};
	action.sa_flags = SA_SIGINFO;
	action.sa_sigaction = [](int, siginfo_t*, void*) {
		close(-1);
	};
	ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(errno, ERANGE);
}
