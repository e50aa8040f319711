// signal(), and the XSI calls sigset() sigignore() sighold() sigrelse()
// sigpause().
#include "signal_test.h"

#include <sys/syscall.h>
#include <unistd.h>

class simple_disposition_test : public signal_test,
	public testing::WithParamInterface<int> {
protected:
	static __sighandler_t
	disposition()
	{
		struct sigaction action;
		EXPECT_EQ(sigaction(GetParam(), nullptr, &action), 0);
		return action.sa_handler;
	}

	static bool
	is_blocked()
	{
		return (kernel_mask() & kernel_bit(kernel_number(GetParam()))) != 0;
	}
};

INSTANTIATE_TEST_SUITE_P(signals, simple_disposition_test,
	testing::ValuesIn(catchable_signals()), signal_test_name);

TEST_P(simple_disposition_test, signal_returns_the_one_before)
{
	EXPECT_EQ(signal(GetParam(), note_signal), SIG_DFL);
	EXPECT_EQ(disposition(), note_signal);
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(signal_counts[GetParam()], 1);
	EXPECT_EQ(signal(GetParam(), SIG_IGN), note_signal);
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(signal_counts[GetParam()], 1);
	EXPECT_EQ(signal(GetParam(), SIG_DFL), SIG_IGN);
	EXPECT_EQ(disposition(), SIG_DFL);
}

TEST_P(simple_disposition_test, signal_stays_set_and_restarts_calls)
{
	ASSERT_NE(signal(GetParam(), note_signal), SIG_ERR);
	struct sigaction action;
	ASSERT_EQ(sigaction(GetParam(), nullptr, &action), 0);
	EXPECT_EQ(action.sa_flags, SA_RESTART);
	EXPECT_EQ(action.sa_mask, sigset_t{0});
	for (int i = 1; i <= 3; i++) {
		ASSERT_EQ(raise(GetParam()), 0);
		EXPECT_EQ(signal_counts[GetParam()], i);
	}
}

TEST_P(simple_disposition_test, sigset_sets_and_unblocks)
{
	EXPECT_EQ(sigset(GetParam(), note_signal), SIG_DFL);
	EXPECT_EQ(disposition(), note_signal);
	EXPECT_FALSE(is_blocked());
	EXPECT_EQ(sigset(GetParam(), SIG_HOLD), note_signal);
	EXPECT_TRUE(is_blocked());
	EXPECT_EQ(disposition(), note_signal) << "SIG_HOLD leaves it";
	EXPECT_EQ(sigset(GetParam(), SIG_HOLD), SIG_HOLD);
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(signal_counts[GetParam()], 0);
	EXPECT_EQ(sigset(GetParam(), note_signal), SIG_HOLD);
	EXPECT_FALSE(is_blocked());
	EXPECT_EQ(signal_counts[GetParam()], 1) << "what was held is delivered";
	EXPECT_EQ(sigset(GetParam(), SIG_IGN), note_signal);
	EXPECT_EQ(sigset(GetParam(), SIG_DFL), SIG_IGN);
}

TEST_P(simple_disposition_test, hold_and_release)
{
	catch_signal(GetParam());
	EXPECT_EQ(sighold(GetParam()), 0);
	EXPECT_EQ(kernel_mask(), kernel_bit(kernel_number(GetParam())));
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(signal_counts[GetParam()], 0);
	EXPECT_EQ(sighold(GetParam()), 0) << "again";
	EXPECT_EQ(sigrelse(GetParam()), 0);
	EXPECT_EQ(signal_counts[GetParam()], 1);
	EXPECT_EQ(kernel_mask(), kernel_set{0});
	EXPECT_EQ(sigrelse(GetParam()), 0) << "again";
}

TEST_P(simple_disposition_test, ignore_leaves_the_mask)
{
	catch_signal(GetParam());
	EXPECT_EQ(sighold(GetParam()), 0);
	EXPECT_EQ(sigignore(GetParam()), 0);
	EXPECT_EQ(disposition(), SIG_IGN);
	EXPECT_TRUE(is_blocked());
	EXPECT_EQ(sigrelse(GetParam()), 0);
	EXPECT_EQ(raise(GetParam()), 0);
}

TEST_P(simple_disposition_test, sigpause_waits_with_the_signal_unblocked)
{
	catch_signal(GetParam(), [](int signal) {
		note_signal(signal);
		EXPECT_EQ(kernel_mask() & kernel_bit(kernel_number(SIGPROF)),
			kernel_bit(kernel_number(SIGPROF))) << "the rest of the mask";
	});
	const sigset_t set = set_of({ GetParam(), SIGPROF });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_FAILS(sigpause(GetParam()), EINTR);
	EXPECT_EQ(signal_counts[GetParam()], 1);
	sigset_t after = 0;
	sigprocmask(SIG_SETMASK, nullptr, &after);
	EXPECT_EQ(after, set);
}

class bad_disposition_test : public signal_test {
};

TEST_F(bad_disposition_test, numbers_outside_the_range)
{
	const sigset_t mask = set_of({ SIGHUP });
	sigprocmask(SIG_SETMASK, &mask, nullptr);
	const kernel_set before = kernel_mask();
	for (int number : { 0, -1, LAST_SIGNAL + 1, 64, 65, INT32_MIN, INT32_MAX }) {
		for (auto handler : { SIG_DFL, SIG_IGN, note_signal }) {
			errno = 0;
			EXPECT_EQ(signal(number, handler), SIG_ERR) << number;
			EXPECT_EQ(errno, EINVAL);
			errno = 0;
			EXPECT_EQ(sigset(number, handler), SIG_ERR) << number;
			EXPECT_EQ(errno, EINVAL);
		}
		errno = 0;
		EXPECT_EQ(sigset(number, SIG_HOLD), SIG_ERR) << number;
		EXPECT_EQ(errno, EINVAL);
		EXPECT_FAILS(sigignore(number), EINVAL);
		EXPECT_FAILS(sighold(number), EINVAL);
		EXPECT_FAILS(sigrelse(number), EINVAL);
		EXPECT_FAILS(sigpause(number), EINVAL);
		EXPECT_EQ(kernel_mask(), before);
	}
}

TEST_F(bad_disposition_test, signals_that_cannot_be_changed)
{
	for (int number : { SIGKILL, SIGSTOP, SIGKILLTHR, SIGRESERVED1,
			SIGRESERVED2 }) {
		for (auto handler : { SIG_DFL, SIG_IGN, note_signal }) {
			errno = 0;
			EXPECT_EQ(signal(number, handler), SIG_ERR) << number;
			EXPECT_EQ(errno, EINVAL);
			errno = 0;
			EXPECT_EQ(sigset(number, handler), SIG_ERR) << number;
			EXPECT_EQ(errno, EINVAL);
		}
		EXPECT_FAILS(sigignore(number), EINVAL);
	}
	for (int number : { SIGKILL, SIGSTOP, SIGKILLTHR }) {
		errno = 0;
		EXPECT_EQ(sigset(number, SIG_HOLD), SIG_ERR) << number;
		EXPECT_EQ(errno, EINVAL);
	}
	EXPECT_EQ(kernel_mask(), kernel_set{0});
}

TEST_F(bad_disposition_test, sig_err_is_no_handler)
{
	errno = 0;
	EXPECT_EQ(signal(SIGUSR1, SIG_ERR), SIG_ERR);
	EXPECT_EQ(errno, EINVAL);
	sighold(SIGUSR1);
	errno = 0;
	EXPECT_EQ(sigset(SIGUSR1, SIG_ERR), SIG_ERR);
	EXPECT_EQ(errno, EINVAL);
	EXPECT_EQ(kernel_mask(), kernel_bit(kernel_number(SIGUSR1)));
	struct sigaction action;
	ASSERT_EQ(sigaction(SIGUSR1, nullptr, &action), 0);
	EXPECT_EQ(action.sa_handler, SIG_DFL);
}
