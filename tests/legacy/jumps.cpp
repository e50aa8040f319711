/* __sigsetjmp(), siglongjmp(), longjmp() on BeOS's jump buffer. */
#include "jumps.h"

#include "legacy_test.h"

TEST(Jumps, ValuesArrive)
{
	in_child([] {
		for (const int saveMask : { 0, 1 }) {
			EXPECT_EQ(legacy_jump(saveMask, nullptr, nullptr, 42), 42);
			EXPECT_EQ(legacy_jump(saveMask, nullptr, nullptr, -1), -1);
			EXPECT_EQ(legacy_jump(saveMask, nullptr, nullptr, 0), 1);
		}
		EXPECT_TRUE(preserved_registers_survive());
	});
}

TEST(Jumps, NothingIsWrittenAroundTheBuffer)
{
	EXPECT_EQ(changed_guard_bytes(0), 0);
	EXPECT_EQ(changed_guard_bytes(1), 0);
}

TEST(Jumps, MaskIsSavedOnlyIfAskedFor)
{
	in_child([] {
		legacy.sighold(SIGHUP);
		int wasSaved = 7;
		saved_mask_word(0, &wasSaved);
		EXPECT_EQ(wasSaved, 0);
		EXPECT_EQ(saved_mask_word(1, &wasSaved), legacy_bit(SIGHUP));
		EXPECT_NE(wasSaved, 0);
	});
}

static void
block_two(void*)
{
	legacy.sighold(SIGUSR1);
	legacy.sighold(SIGSEGV);
}

TEST(Jumps, MaskIsRestoredOnlyIfItWasSaved)
{
	in_child([] {
		legacy.sighold(SIGHUP);
		const uint64_t before = kernel_mask();
		legacy_jump(1, block_two, nullptr, 1);
		EXPECT_EQ(kernel_mask(), before);
		legacy_jump(0, block_two, nullptr, 1);
		EXPECT_EQ(true_mask(), bit(SIGHUP) | bit(SIGUSR1) | bit(SIGSEGV)
			| bit(SIGBUS));
	});
}

static void
leave(int, void*, vregs)
{
	legacy_jump_out(5);
}

static void
raise_first(void* signal)
{
	raise((int)(intptr_t)signal);
}

static void
expect_handler_can_be_left(legacy_set handlerMask, sigset_t blockedByCurrent)
{
	const legacy_action action = { as_handler(leave), handlerMask, 0, nullptr };
	ASSERT_EQ(legacy.sigaction(SIGUSR1, &action, nullptr), 0);
	ASSERT_EQ(sigprocmask(SIG_BLOCK, &blockedByCurrent, nullptr), 0);
	const uint64_t before = kernel_mask();
	for (int i = 0; i < 50; i++) {
		EXPECT_EQ(legacy_jump(1, raise_first, (void*)SIGUSR1, 0), 5);
		ASSERT_EQ(kernel_mask(), before);
	}
}

TEST(Jumps, HandlerIsLeft)
{
	in_child([] { expect_handler_can_be_left(0, 0); });
}

TEST(Jumps, HandlerThatBlockedAFewIsLeft)
{
	in_child([] {
		expect_handler_can_be_left(legacy_bit(SIGHUP) | legacy_bit(SIGSEGV),
			bit(34) | bit(SIGTERM));
	});
}

/* A handler whose mask means everything holds back the realtime signals too;
 * with it ends what it held back. */
TEST(Jumps, HandlerThatBlockedEverythingIsLeft)
{
	in_child([] { expect_handler_can_be_left(EVERYTHING, 0); });
}

TEST(Jumps, HandlerThatBlockedEverythingIsLeftWithCurrentCodesMask)
{
	in_child([] { expect_handler_can_be_left(EVERYTHING, bit(34) | bit(40)); });
}

static void
leave_current_handler(int)
{
	legacy_jump_out(6);
}

/* The same, when current code has installed the handler. */
TEST(Jumps, CurrentHandlerIsLeftByLegacyCode)
{
	in_child([] {
		struct sigaction action = {};
		action.sa_handler = leave_current_handler;
		action.sa_mask = bit(35) | bit(SIGBUS) | bit(SIGHUP);
		ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
		const sigset_t blocked = bit(36);
		sigprocmask(SIG_BLOCK, &blocked, nullptr);
		const uint64_t before = kernel_mask();
		for (int i = 0; i < 50; i++) {
			EXPECT_EQ(legacy_jump(1, raise_first, (void*)SIGUSR1, 0), 6);
			ASSERT_EQ(kernel_mask(), before);
		}
	});
}
