// The mask that goes with a host's context, as code of all ABIs sees it.
#include "contexts_test.h"
#include "legacy_section.h"

TEST(ContextMasks, AreTheCoroutinesOwn)
{
	in_child([] {
		set_mask(bit(SIGUSR1));
		const std::function<void()> function = [] {
			EXPECT_EQ(told_mask(), bit(SIGUSR1));
			set_mask(bit(SIGBUS) | bit(SIGUSR2));
			host_yield();
			EXPECT_EQ(told_mask(), bit(SIGBUS) | bit(SIGUSR2));
			EXPECT_EQ(true_mask(), bit(SIGBUS) | bit(SIGUSR2));
		};
		coroutine one(function);
		set_mask(bit(SIGHUP));
		EXPECT_TRUE(one.resume());
		EXPECT_EQ(told_mask(), bit(SIGHUP));
		EXPECT_EQ(true_mask(), bit(SIGHUP));
		set_mask(0);
		EXPECT_FALSE(one.resume());
		EXPECT_EQ(told_mask(), 0u);
		EXPECT_EQ(true_mask(), 0u);
	});
}


/* Our handler, our jump: within the coroutine. */
TEST(ContextMasks, JumpsWithinACoroutine)
{
	in_child([] {
		static sigjmp_buf environment;
		struct sigaction action = {};
		action.sa_handler = [](int) { siglongjmp(environment, 1); };
		sigaction(SIGUSR1, &action, nullptr);
		set_mask(bit(SIGTERM));
		const std::function<void()> function = [] {
			for (static int i = 0; i < 1000; i++) {
				if (sigsetjmp(environment, 1) == 0)
					raise(SIGUSR1);
				EXPECT_EQ(told_mask(), bit(SIGTERM));
				host_yield();
			}
		};
		coroutine one(function);
		set_mask(bit(SIGHUP));
		int times = 0;
		while (one.resume()) {
			times++;
			ASSERT_EQ(told_mask(), bit(SIGHUP));
			ASSERT_EQ(true_mask(), bit(SIGHUP));
		}
		EXPECT_EQ(times, 1000);
	});
}


/* Our handler takes the processor from a coroutine and gives it back. */
TEST(ContextMasks, HandlersYield)
{
	in_child([] {
		struct sigaction action = {};
		action.sa_handler = [](int) {
			EXPECT_EQ(told_mask(), bit(SIGTERM) | bit(SIGUSR1) | bit(SIGPIPE));
			host_yield();
			EXPECT_EQ(told_mask(), bit(SIGTERM) | bit(SIGUSR1) | bit(SIGPIPE));
		};
		action.sa_mask = bit(SIGPIPE);
		sigaction(SIGUSR1, &action, nullptr);
		set_mask(bit(SIGTERM));
		const std::function<void()> function = [] {
			for (int i = 0; i < 1000; i++) {
				raise(SIGUSR1);
				EXPECT_EQ(told_mask(), bit(SIGTERM));
				EXPECT_EQ(true_mask(), bit(SIGTERM));
			}
		};
		coroutine one(function), other(function);
		set_mask(bit(SIGHUP));
		int times = 0;
		while (one.resume() | other.resume()) {
			times++;
			ASSERT_EQ(told_mask(), bit(SIGHUP));
			ASSERT_EQ(true_mask(), bit(SIGHUP));
		}
		EXPECT_EQ(times, 1000);
	});
}


#if !defined(__i386__)
/* A mask from before legacy code blocked everything comes back with the
 * context; later sections of legacy code must not undo it. (On i386 contexts do
 * not carry realtime signals, which are what legacy masks cannot name.) */
TEST(ContextMasks, LegacyCodeBlocksEverythingInACoroutine)
{
	in_child([] {
		set_mask(0);
		const std::function<void()> function = [] {
			block_everything_as_legacy();
			host_yield();
		};
		coroutine one(function);
		set_mask(bit(40) | bit(SIGUSR1));
		EXPECT_TRUE(one.resume());
		EXPECT_EQ(told_mask(), bit(40) | bit(SIGUSR1));
		block_everything_as_legacy();
		unblock_as_legacy();
		EXPECT_EQ(told_mask(), bit(40) | bit(SIGUSR1));
		EXPECT_EQ(true_mask(), bit(40) | bit(SIGUSR1));
	});
}
#endif
