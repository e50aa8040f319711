// Contexts and jumps while signals wait for the end of a section.
#include "contexts_test.h"

#include <sys/lpmap.h>

namespace {

/* All asynchronous signals are blocked in the kernel, because one has come. */
bool
everything_is_blocked()
{
	return (true_mask() & (bit(SIGHUP) | bit(SIGTERM) | bit(SIGCHLD)))
		== (bit(SIGHUP) | bit(SIGTERM) | bit(SIGCHLD));
}


/* The depth afterwards; whether something had arrived is not the question. */
unsigned
leave_section()
{
	return (unsigned)sigunblockall() & LPMAP_DEPTH_MASK;
}

}	// namespace


TEST(SectionsAndContexts, TheMaskGoesWithTheContext)
{
	in_child([] {
		count_signal(SIGUSR1);
		set_mask(bit(SIGUSR2));
		const std::function<void()> function = [] {
			EXPECT_EQ(told_mask(), bit(SIGUSR2));
			set_mask(bit(SIGPIPE));
			host_yield();
			EXPECT_EQ(told_mask(), bit(SIGPIPE));
			EXPECT_EQ(handled, 0);
		};
		coroutine one(function);
		set_mask(bit(SIGALRM));
		sigblockall();
		raise(SIGUSR1);
		EXPECT_TRUE(everything_is_blocked());
		EXPECT_TRUE(one.resume());
		EXPECT_EQ(told_mask(), bit(SIGALRM));
		EXPECT_TRUE(everything_is_blocked());
		EXPECT_FALSE(one.resume());
		EXPECT_EQ(handled, 0);
		EXPECT_EQ(leave_section(), 0u);
		EXPECT_EQ(handled, 1);
		EXPECT_EQ(told_mask(), bit(SIGALRM));
		EXPECT_EQ(true_mask(), bit(SIGALRM));
	});
}


/* The section ends in a coroutine that blocks the signal; it comes when the
 * next one does not. */
TEST(SectionsAndContexts, ASwitchDeliversWhatItUnblocks)
{
	in_child([] {
		count_signal(SIGUSR1);
		set_mask(bit(SIGUSR1));
		const std::function<void()> function = [] {
			EXPECT_EQ(leave_section(), 0u);
			EXPECT_EQ(handled, 0);
			sigset_t pending;
			EXPECT_EQ(sigpending(&pending), 0);
			EXPECT_EQ(pending, bit(SIGUSR1));
		};
		coroutine one(function);
		set_mask(0);
		sigblockall();
		raise(SIGUSR1);
		EXPECT_EQ(handled, 0);
		EXPECT_FALSE(one.resume());
		EXPECT_EQ(handled, 1);
		EXPECT_EQ(told_mask(), 0u);
		EXPECT_EQ(true_mask(), 0u);
	});
}


/* The counter is the thread's, and jumps leave it alone. */
TEST(SectionsAndContexts, JumpsRestoreTheMaskButNotTheDepth)
{
	typedef void jump_function(struct __jmp_buf_tag*, int);
	static jump_function* const jumps[] = { siglongjmp, host_siglongjmp };
	for (jump_function* const jump : jumps) {
		in_child([jump] {
			count_signal(SIGUSR1);
			set_mask(bit(SIGPIPE));
			static sigjmp_buf environment;
			if (sigsetjmp(environment, 1) == 0) {
				sigblockall();
				raise(SIGUSR1);
				set_mask(bit(SIGUSR1) | bit(SIGALRM));
				EXPECT_EQ(told_mask(), bit(SIGUSR1) | bit(SIGALRM));
				jump(environment, 1);
			}
			EXPECT_EQ(told_mask(), bit(SIGPIPE));
			EXPECT_TRUE(everything_is_blocked());
			EXPECT_EQ(handled, 0);
			EXPECT_EQ(leave_section(), 0u);
			EXPECT_EQ(handled, 1);
			EXPECT_EQ(told_mask(), bit(SIGPIPE));
			EXPECT_EQ(true_mask(), bit(SIGPIPE));
		});
	}
}


/* A handler that was called at the end of a section goes away for good; what
 * waited for its return is not lost. */
TEST(SectionsAndContexts, HandlersLeaveWithWaitingSignalsBehindThem)
{
	in_child([] {
		static sigjmp_buf environment;
		static volatile int first;
		count_signal(SIGUSR2);
		struct sigaction action = {};
		action.sa_handler = [](int) {
			first = first + 1;
			host_siglongjmp(environment, 1);
		};
		sigaction(SIGUSR1, &action, nullptr);
		set_mask(0);
		for (static int i = 0; i < 1000; i++) {
			if (sigsetjmp(environment, 1) == 0) {
				sigblockall();
				raise(SIGUSR1);
				raise(SIGUSR2);
				sigunblockall();
			}
			ASSERT_EQ(told_mask(), 0u);
			ASSERT_EQ(true_mask(), 0u);
			ASSERT_EQ(first, i + 1);
			ASSERT_EQ(handled, i + 1);
		}
	});
}
