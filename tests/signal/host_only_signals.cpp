// Signals of the host that have no number here: they never show under the
// number of another signal, and what is set for them stays.
#include "signal_test.h"

#include <setjmp.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// signal(7): SIGSTKFLT, SIGPWR and the realtime signals but those of glibc (32
// and 33) and our eight.
static std::vector<int>
host_only_signals()
{
	std::vector<int> found = { 16, 30 };
	for (int host_signal = 34; host_signal <= 64; host_signal++)
		found.push_back(host_signal);
	for (int signal : realtime_signals())
		std::erase(found, kernel_number(signal));
	return found;
}

static kernel_set
host_only_set()
{
	kernel_set set = 0;
	for (int host_signal : host_only_signals())
		set |= kernel_bit(host_signal);
	return set;
}

static void
send_to_self(int host_signal)
{
	EXPECT_EQ(syscall(SYS_tgkill, getpid(), current_thread_id(), host_signal),
		0);
}

class host_only_test : public signal_test {
};

TEST_F(host_only_test, there_are_as_many_as_the_kernel_has_beyond_ours)
{
	EXPECT_EQ(host_only_signals().size() + host_signals().size() + 2, 64u);
}

TEST_F(host_only_test, pending_ones_do_not_show)
{
	set_kernel_mask(host_only_set());
	for (int host_signal : host_only_signals())
		send_to_self(host_signal);
	EXPECT_EQ(kernel_pending(), host_only_set());
	sigset_t pending = 1;
	ASSERT_EQ(sigpending(&pending), 0);
	EXPECT_EQ(pending, sigset_t{0});
	sigset_t full;
	sigfillset(&full);
	const struct timespec now = { 0, 0 };
	EXPECT_FAILS(sigtimedwait(&full, nullptr, &now), EAGAIN);
	EXPECT_EQ(kernel_pending(), host_only_set());
}

TEST_F(host_only_test, blocked_ones_do_not_show_and_stay_blocked)
{
	set_kernel_mask(host_only_set());
	sigset_t mask = 1;
	ASSERT_EQ(sigprocmask(SIG_BLOCK, nullptr, &mask), 0);
	EXPECT_EQ(mask, sigset_t{0});
	sigset_t full;
	sigfillset(&full);
	const sigset_t none = 0;
	const sigset_t some = set_of({ SIGUSR1, SIGRTMIN });
	for (const mask_function& function : mask_functions) {
		for (const sigset_t& set : { none, some, full, none }) {
			for (int how : { SIG_SETMASK, SIG_BLOCK, SIG_UNBLOCK }) {
				ASSERT_EQ(function.change(how, &set, nullptr), 0);
				EXPECT_EQ(kernel_mask() & host_only_set(), host_only_set());
			}
		}
	}
	sighold(SIGUSR1);
	sigrelse(SIGUSR1);
	EXPECT_EQ(kernel_mask() & host_only_set(), host_only_set());
}

TEST_F(host_only_test, open_ones_stay_open)
{
	sigset_t full;
	sigfillset(&full);
	for (const mask_function& function : mask_functions) {
		for (int how : { SIG_SETMASK, SIG_BLOCK, SIG_UNBLOCK }) {
			ASSERT_EQ(function.change(how, &full, nullptr), 0);
			EXPECT_EQ(kernel_mask() & host_only_set(), kernel_set{0});
		}
	}
}

// The host changes its signals' state unseen, between any two calls.
TEST_F(host_only_test, changes_by_the_host_between_two_calls_are_kept)
{
	const sigset_t some = set_of({ SIGUSR1 });
	for (int host_signal : host_only_signals()) {
		for (kernel_set state : { kernel_bit(host_signal), kernel_set{0} }) {
			set_kernel_mask(state);
			ASSERT_EQ(sigprocmask(SIG_SETMASK, &some, nullptr), 0);
			EXPECT_EQ(kernel_mask(),
				state | kernel_bit(kernel_number(SIGUSR1)));
		}
	}
}

TEST_F(host_only_test, stay_blocked_while_waiting_and_in_handlers)
{
	static kernel_set inside;
	catch_signal(SIGUSR1, [](int signal) {
		note_signal(signal);
		inside = kernel_mask();
	});
	set_kernel_mask(host_only_set() | kernel_bit(kernel_number(SIGUSR1)));
	for (int host_signal : host_only_signals())
		send_to_self(host_signal);
	raise(SIGUSR1);
	const sigset_t none = 0;
	EXPECT_FAILS(sigsuspend(&none), EINTR);
	EXPECT_EQ(inside, host_only_set() | kernel_bit(kernel_number(SIGUSR1)));
	EXPECT_EQ(signal_counts[SIGUSR1], 1);
}

TEST_F(host_only_test, stay_blocked_when_a_handler_changes_its_context)
{
	struct sigaction action = {};
	action.sa_flags = SA_SIGINFO;
	action.sa_sigaction = [](int, siginfo_t*, void* context) {
		((ucontext_t*)context)->uc_sigmask = set_of({ SIGHUP });
	};
	ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
	set_kernel_mask(host_only_set());
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(kernel_mask(),
		host_only_set() | kernel_bit(kernel_number(SIGHUP)));
}

TEST_F(host_only_test, are_restored_by_siglongjmp)
{
	static sigjmp_buf back;
	set_kernel_mask(host_only_set());
	if (sigsetjmp(back, 1) == 0) {
		set_kernel_mask(0);
		siglongjmp(back, 1);
	}
	EXPECT_EQ(kernel_mask(), host_only_set());
}

TEST_F(host_only_test, do_not_run_the_handlers_of_others)
{
	for (int host_signal : host_only_signals()) {
		expect_death_in_child(host_signal, [=] {
			for (int signal : catchable_signals())
				catch_signal(signal, [](int) { _exit(2); });
			send_to_self(host_signal);
		});
	}
}

TEST_F(host_only_test, a_child_that_died_of_one_died_of_none_of_ours)
{
	for (int host_signal : host_only_signals()) {
		auto die = [=] { send_to_self(host_signal); };
		pid_t child = start_child(die);
		int status = 0;
		ASSERT_EQ(waitpid(child, &status, 0), child);
		EXPECT_TRUE(WIFSIGNALED(status)) << host_signal;
		EXPECT_FALSE(WIFEXITED(status));
		EXPECT_FALSE(WIFSTOPPED(status));
		EXPECT_GT(WTERMSIG(status), LAST_SIGNAL) << host_signal;
		child = start_child(die);
		siginfo_t info;
		ASSERT_EQ(waitid(P_PID, child, &info, WEXITED), 0);
		EXPECT_EQ(info.si_pid, child);
		EXPECT_EQ(info.si_signo, SIGCHLD);
		EXPECT_GT(info.si_status, LAST_SIGNAL) << host_signal;
	}
}
