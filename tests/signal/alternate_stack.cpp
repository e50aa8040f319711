// sigaltstack(), set_signal_stack() and SA_ONSTACK.
#include "signal_test.h"

#include <memory>

class alternate_stack_test : public signal_test {
protected:
	static constexpr size_t SIZE = 64 * 1024;

	~alternate_stack_test() override
	{
		const stack_t none = { nullptr, 0, SS_DISABLE };
		sigaltstack(&none, nullptr);
	}

	stack_t
	whole() const
	{
		return { fMemory.get(), SIZE, 0 };
	}

	static stack_t
	query()
	{
		stack_t stack;
		memset(&stack, 0x55, sizeof(stack));
		EXPECT_EQ(sigaltstack(nullptr, &stack), 0);
		return stack;
	}

	static bool
	contains(const stack_t& stack, const void* address)
	{
		return (uintptr_t)address - (uintptr_t)stack.ss_sp < stack.ss_size;
	}

private:
	std::unique_ptr<char[]>	fMemory{ new char[SIZE] };
};

static void* volatile handler_frame;

static void
note_frame(int signal)
{
	note_signal(signal);
	handler_frame = __builtin_frame_address(0);
}

TEST_F(alternate_stack_test, constants_are_the_abis)
{
	EXPECT_EQ(MINSIGSTKSZ, 8192);
	EXPECT_EQ(SIGSTKSZ, 16384);
	EXPECT_EQ(SS_ONSTACK, 1);
	EXPECT_EQ(SS_DISABLE, 2);
}

TEST_F(alternate_stack_test, there_is_none_at_first)
{
	EXPECT_EQ(query().ss_flags, SS_DISABLE);
	EXPECT_EQ(sigaltstack(nullptr, nullptr), 0);
}

TEST_F(alternate_stack_test, tells_what_was_set)
{
	const stack_t stack = whole();
	stack_t old;
	memset(&old, 0x55, sizeof(old));
	ASSERT_EQ(sigaltstack(&stack, &old), 0);
	EXPECT_EQ(old.ss_flags, SS_DISABLE);
	EXPECT_EQ(query().ss_sp, stack.ss_sp);
	EXPECT_EQ(query().ss_size, stack.ss_size);
	EXPECT_EQ(query().ss_flags, 0);
	const stack_t none = { nullptr, 0, SS_DISABLE };
	ASSERT_EQ(sigaltstack(&none, &old), 0);
	EXPECT_EQ(old.ss_sp, stack.ss_sp);
	EXPECT_EQ(old.ss_size, stack.ss_size);
	EXPECT_EQ(query().ss_flags, SS_DISABLE);
}

TEST_F(alternate_stack_test, set_signal_stack_sets_it)
{
	errno = ERANGE;
	set_signal_stack(whole().ss_sp, whole().ss_size);
	EXPECT_EQ(errno, ERANGE);
	EXPECT_EQ(query().ss_sp, whole().ss_sp);
	EXPECT_EQ(query().ss_size, whole().ss_size);
	set_signal_stack(whole().ss_sp, MINSIGSTKSZ - 1);
	EXPECT_EQ(errno, ERANGE);
	EXPECT_EQ(query().ss_size, whole().ss_size) << "refused";
}

TEST_F(alternate_stack_test, only_handlers_with_the_flag_run_on_it)
{
	const stack_t stack = whole();
	ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	for (int flags : { 0, SA_ONSTACK, SA_ONSTACK | SA_SIGINFO, SA_NODEFER }) {
		catch_signal(SIGUSR1, note_frame, flags);
		ASSERT_EQ(raise(SIGUSR1), 0);
		EXPECT_EQ(contains(stack, handler_frame), (flags & SA_ONSTACK) != 0)
			<< flags;
	}
}

TEST_F(alternate_stack_test, without_a_stack_the_flag_means_nothing)
{
	catch_signal(SIGUSR1, note_frame, SA_ONSTACK);
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(signal_counts[SIGUSR1], 1);
	EXPECT_FALSE(contains(whole(), handler_frame));
}

TEST_F(alternate_stack_test, the_smallest_allowed_is_enough_for_a_handler)
{
	stack_t stack = whole();
	stack.ss_size = MINSIGSTKSZ;
	ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	catch_signal(SIGUSR1, note_frame, SA_ONSTACK);
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_TRUE(contains(stack, handler_frame));
}

TEST_F(alternate_stack_test, too_small_and_unknown_flags_change_nothing)
{
	const stack_t good = whole();
	ASSERT_EQ(sigaltstack(&good, nullptr), 0);
	stack_t bad = whole();
	for (size_t size : { size_t{0}, size_t{1}, size_t{2048},
			size_t{MINSIGSTKSZ - 1} }) {
		bad.ss_size = size;
		EXPECT_FAILS(sigaltstack(&bad, nullptr), ENOMEM);
	}
	bad = whole();
	bad.ss_sp = (char*)bad.ss_sp + 16;
	bad.ss_size -= 16;
	for (int flags : { 4, 8, -1, SS_DISABLE | SS_ONSTACK, INT32_MIN }) {
		bad.ss_flags = flags;
		EXPECT_FAILS(sigaltstack(&bad, nullptr), EINVAL);
	}
	EXPECT_EQ(query().ss_sp, good.ss_sp);
	EXPECT_EQ(query().ss_size, good.ss_size);
	EXPECT_EQ(query().ss_flags, 0);
}

TEST_F(alternate_stack_test, cannot_be_changed_while_in_use)
{
	static stack_t during, refused;
	const stack_t stack = whole();
	ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	catch_signal(SIGUSR1, [](int) {
		EXPECT_EQ(sigaltstack(nullptr, &during), 0);
		static char other[SIGSTKSZ];
		const stack_t stack = { other, sizeof(other), 0 };
		const stack_t none = { nullptr, 0, SS_DISABLE };
		memset(&refused, 0x55, sizeof(refused));
		EXPECT_FAILS(sigaltstack(&stack, &refused), EPERM);
		EXPECT_FAILS(sigaltstack(&none, nullptr), EPERM);
	}, SA_ONSTACK);
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(during.ss_flags, SS_ONSTACK);
	EXPECT_EQ(during.ss_sp, stack.ss_sp);
	EXPECT_EQ(refused.ss_flags, 0x55555555) << "an error writes nothing";
	EXPECT_EQ(query().ss_sp, stack.ss_sp);
	EXPECT_EQ(query().ss_flags, 0);
}

TEST_F(alternate_stack_test, belongs_to_the_thread)
{
	const stack_t stack = whole();
	ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	test_thread([] { EXPECT_EQ(query().ss_flags, SS_DISABLE); }).join();
	EXPECT_EQ(query().ss_sp, stack.ss_sp);
}

TEST_F(alternate_stack_test, nested_handlers_share_it)
{
	static void* frames[3];
	static int depth;
	depth = 0;
	const stack_t stack = whole();
	ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	catch_signal(SIGUSR1, [](int) {
		frames[depth++] = __builtin_frame_address(0);
		if (depth < 3)
			raise(SIGUSR1);
	}, SA_ONSTACK | SA_NODEFER);
	ASSERT_EQ(raise(SIGUSR1), 0);
	ASSERT_EQ(depth, 3);
	EXPECT_TRUE(contains(stack, frames[2]));
	EXPECT_LT(frames[1], frames[0]);
	EXPECT_LT(frames[2], frames[1]);
}
