// sigprocmask() and pthread_sigmask().
#include "signal_test.h"

class mask_test : public signal_test,
	public testing::WithParamInterface<mask_function> {
protected:
	int
	change(int how, const sigset_t* set, sigset_t* old)
	{
		return GetParam().change(how, set, old);
	}

	sigset_t
	current()
	{
		sigset_t mask = 0;
		EXPECT_EQ(change(SIG_BLOCK, nullptr, &mask), 0);
		return mask;
	}
};

INSTANTIATE_TEST_SUITE_P(functions, mask_test,
	testing::ValuesIn(mask_functions),
	[](const auto& info) { return std::string(info.param.name); });

TEST_P(mask_test, block_adds_unblock_removes_setmask_replaces)
{
	const sigset_t first = set_of({ SIGUSR1, SIGRTMIN, SIGBUS });
	const sigset_t second = set_of({ SIGBUS, SIGSEGV, SIGRTMAX });
	sigset_t old = ~sigset_t{0};
	ASSERT_EQ(change(SIG_BLOCK, &first, &old), 0);
	EXPECT_EQ(old, sigset_t{0});
	EXPECT_EQ(current(), first);
	ASSERT_EQ(change(SIG_BLOCK, &second, &old), 0);
	EXPECT_EQ(old, first);
	EXPECT_EQ(current(), first | second);
	ASSERT_EQ(change(SIG_UNBLOCK, &first, &old), 0);
	EXPECT_EQ(old, first | second);
	EXPECT_EQ(current(), second & ~first);
	ASSERT_EQ(change(SIG_SETMASK, &first, &old), 0);
	EXPECT_EQ(old, second & ~first);
	EXPECT_EQ(current(), first);
}

TEST_P(mask_test, set_and_old_set_may_be_one)
{
	const sigset_t before = set_of({ SIGHUP });
	ASSERT_EQ(change(SIG_SETMASK, &before, nullptr), 0);
	sigset_t set = set_of({ SIGUSR2 });
	ASSERT_EQ(change(SIG_SETMASK, &set, &set), 0);
	EXPECT_EQ(set, before);
	EXPECT_EQ(current(), set_of({ SIGUSR2 }));
}

TEST_P(mask_test, kill_and_stop_are_left_out_silently)
{
	const sigset_t set = set_of({ SIGKILL, SIGSTOP, SIGUSR1 });
	ASSERT_EQ(change(SIG_BLOCK, &set, nullptr), 0);
	EXPECT_EQ(current(), set_of({ SIGUSR1 }));
	sigset_t full;
	sigfillset(&full);
	ASSERT_EQ(change(SIG_SETMASK, &full, nullptr), 0);
	EXPECT_EQ(sigismember(&full, SIGKILL), 1) << "the program's own set";
	sigset_t expected = 0;
	for (int signal : catchable_signals())
		expected |= set_of({ signal });
	EXPECT_EQ(current(), expected);
}

TEST_P(mask_test, numbers_without_signal_block_nothing)
{
	sigset_t set = set_of({ SIGKILLTHR, SIGRESERVED1, SIGRESERVED2 });
	for (int bit = LAST_SIGNAL; bit < 64; bit++)
		set |= sigset_t{1} << bit;
	ASSERT_EQ(change(SIG_SETMASK, &set, nullptr), 0);
	EXPECT_EQ(kernel_mask(), kernel_set{0});
}

TEST_P(mask_test, how_outside_its_range_is_invalid)
{
	const sigset_t before = set_of({ SIGHUP, SIGRTMAX });
	ASSERT_EQ(change(SIG_SETMASK, &before, nullptr), 0);
	const sigset_t set = set_of({ SIGUSR1 });
	for (int how : { 0, 4, -1, 256 + SIG_BLOCK, INT32_MIN, INT32_MAX }) {
		sigset_t old = 0x55;
		EXPECT_EQ(change(how, &set, &old), EINVAL) << how;
		EXPECT_EQ(current(), before) << how;
		EXPECT_EQ(old, sigset_t{0x55}) << how;
	}
}

TEST_P(mask_test, how_does_not_matter_without_a_set)
{
	const sigset_t mask = set_of({ SIGHUP });
	ASSERT_EQ(change(SIG_SETMASK, &mask, nullptr), 0);
	for (int how : { 0, 4, -1 }) {
		sigset_t old = 0;
		EXPECT_EQ(change(how, nullptr, &old), 0) << how;
		EXPECT_EQ(old, mask);
		EXPECT_EQ(change(how, nullptr, nullptr), 0) << how;
	}
}

TEST_P(mask_test, unblocking_delivers_before_it_returns)
{
	for (int how : { SIG_UNBLOCK, SIG_SETMASK }) {
		catch_signal(SIGUSR1);
		const sigset_t set = set_of({ SIGUSR1 });
		const sigset_t none = 0;
		ASSERT_EQ(change(SIG_BLOCK, &set, nullptr), 0);
		const int before = signal_counts[SIGUSR1];
		ASSERT_EQ(raise(SIGUSR1), 0);
		EXPECT_EQ(signal_counts[SIGUSR1], before);
		ASSERT_EQ(change(how, how == SIG_UNBLOCK ? &set : &none, nullptr), 0);
		EXPECT_EQ(signal_counts[SIGUSR1], before + 1);
	}
}

TEST_P(mask_test, belongs_to_the_thread)
{
	const sigset_t mine = set_of({ SIGUSR1 });
	ASSERT_EQ(change(SIG_SETMASK, &mine, nullptr), 0);
	test_thread thread([&] {
		EXPECT_EQ(current(), mine) << "inherited";
		const sigset_t other = set_of({ SIGUSR2, SIGRTMIN });
		EXPECT_EQ(change(SIG_SETMASK, &other, nullptr), 0);
		EXPECT_EQ(current(), other);
	});
	thread.join();
	EXPECT_EQ(current(), mine);
}

// Inherited by fork(), and counted by the kernel as this thread's.
TEST_P(mask_test, is_inherited_by_children)
{
	const sigset_t mine = set_of({ SIGUSR1, SIGRTMAX });
	ASSERT_EQ(change(SIG_SETMASK, &mine, nullptr), 0);
	expect_in_child([&] { EXPECT_EQ(current(), mine); });
}
