// What the functions return and what the thread's page says meanwhile; the
// scope guard, and Haiku's names for the same. What waits inside is tested
// elsewhere.
#include "sections_test.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include <libroot/signal_block.h>

#include "../../headers/private/signal_deferral.h"

// Those of the library, whatever <signal.h> has inline.
static int (*const volatile exported_block)() = sigblockall;
static int (*const volatile exported_unblock)() = sigunblockall;

static uint32_t
depth()
{
	return __libroot_lpmap.blockallsigs & LPMAP_DEPTH_MASK;
}


TEST(Depths, AreReturnedAsTheyAreAfterTheCall)
{
	in_new_thread([] {
		EXPECT_EQ(sigblockall(), 1);
		EXPECT_EQ(sigblockall(), 2);
		EXPECT_EQ(exported_block(), 3);
		EXPECT_EQ(depth(), 3u);
		EXPECT_EQ(sigunblockall(), 2);
		EXPECT_EQ(exported_unblock(), 1);
		EXPECT_EQ(sigunblockall(), 0);
		EXPECT_EQ(depth(), 0u);
	});
}

TEST(Depths, LeavingNoSectionFailsAndChangesNothing)
{
	in_new_thread([] {
		EXPECT_EQ(exported_unblock(), -1);
		EXPECT_EQ(sigunblockall(), -1);
		EXPECT_EQ(depth(), 0u);
		EXPECT_EQ(sigblockall(), 1);
		EXPECT_EQ(sigunblockall(), 0);
		EXPECT_EQ(sigunblockall(), -1);
	});
}

TEST(Depths, BelongToTheThread)
{
	in_new_thread([] {
		EXPECT_EQ(sigblockall(), 1);
		in_new_thread([] {
			EXPECT_EQ(depth(), 0u);
			EXPECT_EQ(sigunblockall(), -1);
			EXPECT_EQ(sigblockall(), 1);
			EXPECT_EQ(sigunblockall(), 0);
		});
		EXPECT_EQ(sigunblockall(), 0);
	});
}

TEST(Depths, AreInheritedByTheChildOfFork)
{
	in_child([] {
		EXPECT_EQ(sigblockall(), 1);
		in_child([] {
			EXPECT_EQ(depth(), 1u);
			EXPECT_EQ(sigunblockall(), 0);
		});
		EXPECT_EQ(sigunblockall(), 0);
	});
}

TEST(Depths, DoNotChangeErrno)
{
	in_new_thread([] {
		errno = 1234;
		EXPECT_EQ(exported_block(), 1);
		EXPECT_EQ(exported_unblock(), 0);
		EXPECT_EQ(exported_unblock(), -1);
		EXPECT_EQ(errno, 1234);
	});
}

// As DragonFly's manual has it: bit 31 is cumulative from the arrival on, until
// the outermost section ends, which delivers.
TEST(Depths, SayWhetherASignalHasArrived)
{
	count_signal(SIGUSR1);
	for (auto block : { exported_block, +[] { return sigblockall(); } }) {
		for (auto unblock : { exported_unblock, +[] { return sigunblockall(); } }) {
			in_new_thread([=] {
				signals_counted = 0;
				EXPECT_EQ(block(), 1);
				raise(SIGUSR1);
				EXPECT_EQ(__libroot_lpmap.blockallsigs, LPMAP_ARRIVED | 1);
				EXPECT_EQ(block(), INT_MIN + 2);
				EXPECT_EQ(unblock(), INT_MIN + 1);
				EXPECT_EQ(signals_counted, 0);
				EXPECT_EQ(unblock(), INT_MIN);
				EXPECT_EQ(signals_counted, 1) << "before the return";
				EXPECT_EQ(block(), 1);
				EXPECT_EQ(unblock(), 0);
				EXPECT_EQ(unblock(), -1);
			});
		}
	}
}

// sigunblockall() calls handlers, so it lets through what they throw.
TEST(Depths, WhatAHandlerThrowsPassesThroughTheLeaving)
{
	struct thrown {};
	struct sigaction action = {};
	action.sa_handler = [](int) { throw thrown(); };
	ASSERT_EQ(sigaction(SIGUSR2, &action, nullptr), 0);
	for (auto unblock : { exported_unblock, +[] { return sigunblockall(); } }) {
		in_new_thread([=] {
			EXPECT_EQ(sigblockall(), 1);
			raise(SIGUSR2);
			EXPECT_THROW(unblock(), thrown);
			EXPECT_EQ(depth(), 0u);
		});
	}
	signal(SIGUSR2, SIG_DFL);
}

TEST(SignalBlock, EndsOnEveryWayOutOfItsScope)
{
	in_new_thread([] {
		{
			libroot::signal_block outer;
			EXPECT_EQ(depth(), 1u);
			{
				libroot::signal_block inner;
				EXPECT_EQ(depth(), 2u);
			}
			EXPECT_EQ(depth(), 1u);
		}
		EXPECT_EQ(depth(), 0u);
		try {
			libroot::signal_block block;
			throw depth();
		} catch (uint32_t inside) {
			EXPECT_EQ(inside, 1u);
		}
		EXPECT_EQ(depth(), 0u);
	});
}

TEST(SignalBlock, CannotBeCopied)
{
	using block = libroot::signal_block;
	static_assert(!std::is_copy_constructible_v<block>);
	static_assert(!std::is_copy_assignable_v<block>);
	static_assert(!std::is_move_constructible_v<block>);
	static_assert(!std::is_move_assignable_v<block>);
}

TEST(DeferSignals, CountsWithSigblockall)
{
	in_new_thread([] {
		defer_signals();
		EXPECT_EQ(depth(), 1u);
		EXPECT_EQ(sigblockall(), 2);
		defer_signals();
		EXPECT_EQ(depth(), 3u);
		undefer_signals();
		EXPECT_EQ(sigunblockall(), 1);
		undefer_signals();
		EXPECT_EQ(depth(), 0u);
	});
}

// As a debugger would walk it.
TEST(ThreadPage, HeadersSayWhereEverythingIs)
{
	in_new_thread([] {
		sigblockall();
		sigblockall();
		strcpy(__libroot_lpmap.thread_title, "title of this thread");

		const sys_lpmap& page = __libroot_lpmap;
		uint32_t version = 0;
		uint32_t blocked = 0;
		int32_t thread = 0;
		char title[1024] = "";
		int types = 0;
		for (int i = 0; i < LPMAP_MAXHEADERS && page.header[i].type != 0; i++) {
			const char* value = (const char*)&page + page.header[i].offset;
			const size_t size = UKPLEN_DECODE(page.header[i].type);
			ASSERT_LE(page.header[i].offset + size, sizeof(page));
			types++;
			switch (page.header[i].type) {
				case UKPTYPE_VERSION:
					EXPECT_EQ(i, 0) << "always first";
					memcpy(&version, value, size);
					break;
				case LPTYPE_BLOCKALLSIGS:
					memcpy(&blocked, value, size);
					break;
				case LPTYPE_THREAD_TITLE:
					memcpy(title, value, size);
					break;
				case LPTYPE_THREAD_TID:
					memcpy(&thread, value, size);
					break;
				default:
					types = -1000;
			}
		}
		EXPECT_EQ(types, 4);
		EXPECT_EQ(version, 1u);
		EXPECT_EQ(blocked, 2u);
		EXPECT_STREQ(title, "title of this thread");
		EXPECT_EQ(thread, gettid());
		sigunblockall();
		sigunblockall();
	});
}

// The kernel gives the child's thread a number of its own.
TEST(ThreadPage, HasTheChildsIdAfterFork)
{
	in_child([] {
		sigblockall();
		EXPECT_EQ(__libroot_lpmap.thread_id, gettid());
		in_child([] { EXPECT_EQ(__libroot_lpmap.thread_id, gettid()); });
		sigunblockall();
		in_child([] { EXPECT_EQ(__libroot_lpmap.thread_id, gettid()); });
	});
}
