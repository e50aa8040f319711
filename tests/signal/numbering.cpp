// Each signal is the kernel's signal of the same name, in whichever way the
// kernel is asked.
#include "signal_test.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <set>

#include "host_side.h"

class numbering_test : public signal_test,
	public testing::WithParamInterface<int> {
};

INSTANTIATE_TEST_SUITE_P(signals, numbering_test,
	testing::ValuesIn(host_signals()), signal_test_name);

class catchable_numbering_test : public numbering_test {
};

INSTANTIATE_TEST_SUITE_P(signals, catchable_numbering_test,
	testing::ValuesIn(catchable_signals()), signal_test_name);

TEST_P(numbering_test, query_tells_the_default_action)
{
	struct sigaction action;
	memset(&action, 0x55, sizeof(action));
	ASSERT_EQ(sigaction(GetParam(), nullptr, &action), 0);
	EXPECT_EQ(action.sa_handler, SIG_DFL);
	EXPECT_EQ(action.sa_mask, sigset_t{0});
	EXPECT_EQ(action.sa_flags, 0);
	EXPECT_EQ(action.sa_userdata, nullptr);
}

TEST_P(catchable_numbering_test, mask)
{
	const sigset_t set = set_of({ GetParam() });
	ASSERT_EQ(sigprocmask(SIG_BLOCK, &set, nullptr), 0);
	EXPECT_EQ(kernel_mask(), kernel_bit(kernel_number(GetParam())));
	sigset_t shown;
	ASSERT_EQ(sigprocmask(SIG_BLOCK, nullptr, &shown), 0);
	EXPECT_EQ(shown, set);
}

TEST_P(catchable_numbering_test, pending)
{
	const sigset_t set = set_of({ GetParam() });
	ASSERT_EQ(sigprocmask(SIG_BLOCK, &set, nullptr), 0);
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(kernel_pending(), kernel_bit(kernel_number(GetParam())));
	sigset_t pending = 0;
	ASSERT_EQ(sigpending(&pending), 0);
	EXPECT_EQ(pending, set);
	int signal = 0;
	EXPECT_EQ(sigwait(&set, &signal), 0);
	EXPECT_EQ(signal, GetParam());
	EXPECT_EQ(kernel_pending(), kernel_set{0});
}

TEST_P(catchable_numbering_test, caught_when_the_kernel_sends_its_own_number)
{
	catch_signal(GetParam());
	const kernel_set caught = kernel_bit(kernel_number(GetParam()));
	EXPECT_EQ(status_set("self", "SigCgt") & ~(kernel_bit(32) | kernel_bit(33)),
		caught);
	ASSERT_EQ(syscall(SYS_tgkill, getpid(), current_thread_id(),
		kernel_number(GetParam())), 0);
	EXPECT_EQ(signal_counts[GetParam()], 1);
}

TEST_P(catchable_numbering_test, ignored)
{
	ASSERT_NE(signal(GetParam(), SIG_IGN), SIG_ERR);
	EXPECT_EQ(status_set("self", "SigIgn"),
		kernel_bit(kernel_number(GetParam())));
	EXPECT_EQ(raise(GetParam()), 0);
}

TEST(realtime_numbering, is_ascending_and_leaves_the_host_its_own)
{
	int previous = lowest_realtime_on_host();
	for (int signal : realtime_signals()) {
		EXPECT_GT(kernel_number(signal), previous);
		previous = kernel_number(signal);
	}
	EXPECT_LE(previous, highest_realtime_on_host());
}

// What the kernel does to a process by default: nothing for four signals, a
// stop for four, the end for all others (signal(7)).
TEST_P(catchable_numbering_test, default_action)
{
	static const std::set<int> ignored
		= { SIGCHLD, SIGURG, SIGWINCH, SIGCONT };
	static const std::set<int> stopping = { SIGTSTP, SIGTTIN, SIGTTOU };
	const int signal = GetParam();
	if (ignored.contains(signal)) {
		expect_in_child([=] { EXPECT_EQ(raise(signal), 0); });
		return;
	}
	if (!stopping.contains(signal)) {
		expect_death_in_child(kernel_number(signal), [=] { raise(signal); });
		return;
	}
	// An orphaned group is not stopped by these three (POSIX), so the child
	// gets a group that its parent keeps from being one.
	const pid_t child = start_child([=] {
		setpgid(0, 0);
		raise(signal);
	});
	setpgid(child, child);
	int status = 0;
	constexpr int KERNEL_UNTRACED = 2;
	ASSERT_EQ(syscall(SYS_wait4, child, &status, KERNEL_UNTRACED, nullptr),
		child);
	EXPECT_EQ(status & 0xff, 0x7f) << "not stopped";
	EXPECT_EQ(status >> 8 & 0xff, kernel_number(signal));
	EXPECT_EQ(kill(child, SIGCONT), 0);
	EXPECT_TRUE(wait_for_child_end(child).exited);
}
