// The depth: what both functions return, inline and exported, per thread.
#include "sections_test.h"

/* The compiler must not see which function it is. */
static int (*volatile exported_block)() = sigblockall;
static int (*volatile exported_unblock)() = sigunblockall;

TEST(Nesting, AreReturned)
{
	in_child([] {
		EXPECT_EQ(sigblockall(), 1);
		EXPECT_EQ(sigblockall(), 2);
		EXPECT_EQ(sigblockall(), 3);
		EXPECT_EQ(sigunblockall(), 2);
		EXPECT_EQ(sigblockall(), 3);
		EXPECT_EQ(sigunblockall(), 2);
		EXPECT_EQ(sigunblockall(), 1);
		EXPECT_EQ(sigunblockall(), 0);
		EXPECT_EQ(sigblockall(), 1);
		EXPECT_EQ(sigunblockall(), 0);
	});
}

TEST(Nesting, ExportedAndInlineFormsCountTogether)
{
	in_child([] {
		EXPECT_EQ(exported_block(), 1);
		EXPECT_EQ(sigblockall(), 2);
		EXPECT_EQ(exported_block(), 3);
		EXPECT_EQ(sigunblockall(), 2);
		EXPECT_EQ(exported_unblock(), 1);
		EXPECT_EQ(exported_unblock(), 0);
	});
}

TEST(Nesting, LeavingWithoutSectionFails)
{
	in_child([] {
		EXPECT_EQ(sigunblockall(), -1);
		EXPECT_EQ(exported_unblock(), -1);
		EXPECT_EQ(sigblockall(), 1);
		EXPECT_EQ(sigunblockall(), 0);
		EXPECT_EQ(sigunblockall(), -1);
		EXPECT_EQ(exported_unblock(), -1);
		EXPECT_EQ(exported_block(), 1);
	});
}

TEST(Nesting, AreEachThreadsOwn)
{
	in_child([] {
		EXPECT_EQ(sigblockall(), 1);
		running_thread([] {
			EXPECT_EQ(sigunblockall(), -1);
			EXPECT_EQ(sigblockall(), 1);
			EXPECT_EQ(sigblockall(), 2);
		}).Join();
		EXPECT_EQ(sigblockall(), 2);
		EXPECT_EQ(sigunblockall(), 1);
		EXPECT_EQ(sigunblockall(), 0);
	});
}

/* A handler that was waiting runs outside all sections. */
TEST(Nesting, StartsAtZeroInAHandlerThatWaited)
{
	in_child([] {
		static int depths[3];
		install(SIGUSR1, [](int, siginfo_t*, void*, void*) {
			depths[0] = sigunblockall();
			depths[1] = sigblockall();
			depths[2] = sigunblockall();
		});
		for (const auto block : { exported_block, exported_block }) {
			sigblockall();
			block();
			send_to_myself(SIGUSR1);
			EXPECT_EQ(sigunblockall() & LPMAP_DEPTH_MASK, 1u);
			EXPECT_EQ(sigunblockall() & LPMAP_DEPTH_MASK, 0u);
			EXPECT_EQ(depths[0], -1);
			EXPECT_EQ(depths[1], 1);
			EXPECT_EQ(depths[2], 0);
		}
	});
}

/* Some thousand levels: the counter is not a small field. */
TEST(Nesting, CanBeGreat)
{
	in_child([] {
		constexpr int DEPTH = 100000;
		install(SIGUSR1, count_delivery);
		for (int depth = 1; depth <= DEPTH; depth++)
			ASSERT_EQ(sigblockall(), depth);
		send_to_myself(SIGUSR1);
		for (int depth = DEPTH - 1; depth > 0; depth--)
			ASSERT_EQ(sigunblockall() & LPMAP_DEPTH_MASK, (unsigned)depth);
		EXPECT_EQ(handled, 0);
		EXPECT_EQ(sigunblockall() & LPMAP_DEPTH_MASK, 0u);
		EXPECT_EQ(handled, 1);
	});
}

TEST(Nesting, BothLeaveErrnoAlone)
{
	in_child([] {
		install(SIGUSR1, [](int, siginfo_t*, void*, void*) { errno = 7; });
		errno = ERANGE;
		sigblockall();
		EXPECT_EQ(errno, ERANGE);
		sigunblockall();
		EXPECT_EQ(errno, ERANGE);
		sigblockall();
		errno = EDOM;
		sigblockall();
		sigunblockall();
		EXPECT_EQ(errno, EDOM);
	});
}
