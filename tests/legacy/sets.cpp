/* The legacy set functions, and BeOS R5's inline ones. */
#include "legacy_test.h"

TEST(Sets, EmptyAndFull)
{
	legacy_set set = 0x12345678;
	EXPECT_EQ(legacy.sigemptyset(&set), 0);
	EXPECT_EQ(set, 0);
	EXPECT_EQ(legacy.sigfillset(&set), 0);
	EXPECT_EQ(set, EVERYTHING);
}

TEST(Sets, EachSignalIsTheBitOfItsNumber)
{
	for (int signal = 1; signal <= LAST_LEGACY; signal++) {
		legacy_set set = 0;
		EXPECT_EQ(legacy.sigismember(&set, signal), 0);
		EXPECT_EQ(legacy.sigaddset(&set, signal), 0);
		EXPECT_EQ(set, legacy_bit(signal));
		EXPECT_EQ(legacy.sigismember(&set, signal), 1);
		set = EVERYTHING;
		EXPECT_EQ(legacy.sigdelset(&set, signal), 0);
		EXPECT_EQ(set, ~legacy_bit(signal));
	}
}

TEST(Sets, NeighboursAreLeftAlone)
{
	legacy_set sets[3] = { 0x5a5a5a5a, 0, 0x5a5a5a5a };
	legacy.sigfillset(&sets[1]);
	legacy.sigdelset(&sets[1], 3);
	legacy.sigaddset(&sets[1], 29);
	legacy.sigemptyset(&sets[1]);
	EXPECT_EQ(sets[0], 0x5a5a5a5a);
	EXPECT_EQ(sets[2], 0x5a5a5a5a);
}

TEST(Sets, OtherNumbersAreErrors)
{
	for (const int signal : NO_LEGACY_SIGNALS) {
		SCOPED_TRACE(signal);
		legacy_set set = 0x11111111;
		EXPECT_ERROR(legacy.sigaddset(&set, signal), EINVAL);
		EXPECT_ERROR(legacy.sigdelset(&set, signal), EINVAL);
		EXPECT_ERROR(legacy.sigismember(&set, signal), EINVAL);
		EXPECT_EQ(set, 0x11111111);
	}
}

TEST(Sets, NullIsAnError)
{
	EXPECT_ERROR(legacy.sigemptyset(nullptr), EINVAL);
	EXPECT_ERROR(legacy.sigfillset(nullptr), EINVAL);
	EXPECT_ERROR(legacy.sigaddset(nullptr, 1), EINVAL);
	EXPECT_ERROR(legacy.sigdelset(nullptr, 1), EINVAL);
	EXPECT_ERROR(legacy.sigismember(nullptr, 1), EINVAL);
}

TEST(Sets, R5InlineFormsAgreeWithTheFunctions)
{
	for (int signal = 1; signal <= LAST_LEGACY; signal++) {
		legacy_set byMacro = 0;
		legacy_set byFunction = 0;
		legacy.r5_sigaddset(&byMacro, signal);
		legacy.sigaddset(&byFunction, signal);
		EXPECT_EQ(byMacro, byFunction);
		EXPECT_EQ(legacy.r5_sigismember(&byFunction, signal), 1);
		EXPECT_EQ(legacy.sigismember(&byMacro, signal), 1);
		legacy.r5_sigdelset(&byMacro, signal);
		EXPECT_EQ(byMacro, 0);
	}
}

/* The inline forms check nothing: such a bit arrives, and means nothing. */
TEST(Sets, BitsWithoutASignalBlockNothing)
{
	in_child([] {
		legacy_set set = 0;
		legacy.r5_sigaddset(&set, 30);
		legacy.r5_sigaddset(&set, 31);
		const uint64_t before = kernel_mask();
		EXPECT_EQ(legacy.sigprocmask(SIG_BLOCK, &set, nullptr), 0);
		EXPECT_EQ(kernel_mask(), before);
		EXPECT_EQ(legacy.sigprocmask(SIG_SETMASK, &set, nullptr), 0);
		EXPECT_EQ(kernel_mask(), before);
	});
}
