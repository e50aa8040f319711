// Jumps out of sections and out of handlers that waited.
#include "sections_test.h"

#include <setjmp.h>

/* The depth belongs to the thread: a jump does not change it. */
TEST(Jumps, OutOfASectionLeaveTheDepth)
{
	for (const int saveMask : { 0, 1 }) {
		in_child([&] {
			static sigjmp_buf environment;
			install(SIGUSR1, count_delivery);
			if (sigsetjmp(environment, saveMask) == 0) {
				begin_holding();
				begin_holding();
				send_to_myself(SIGUSR1);
				siglongjmp(environment, 1);
			}
			EXPECT_EQ(handled, 0);
			EXPECT_EQ(begin_holding(), 3);
			EXPECT_EQ(end_holding(), 2);
			EXPECT_EQ(end_holding(), 1);
			EXPECT_EQ(handled, 0);
			EXPECT_EQ(end_holding(), 0);
			EXPECT_EQ(handled, 1);
			EXPECT_EQ(kernel_mask(), 0u);
		});
	}
}

/* The saved mask is the program's, whatever the kernel's was. */
TEST(Jumps, OutOfASectionRestoreTheProgramsMask)
{
	in_child([] {
		static sigjmp_buf environment;
		const sigset_t saved = bit(SIGHUP) | bit(37);
		sigprocmask(SIG_SETMASK, &saved, nullptr);
		install(SIGUSR1, count_delivery);
		install(SIGUSR2, count_delivery);
		if (sigsetjmp(environment, 1) == 0) {
			begin_holding();
			const sigset_t other = bit(SIGUSR1) | bit(SIGTERM);
			sigprocmask(SIG_SETMASK, &other, nullptr);
			send_to_myself(SIGUSR1);
			send_to_myself(SIGUSR2);
			siglongjmp(environment, 1);
		}
		sigset_t mask = 0;
		sigprocmask(SIG_BLOCK, nullptr, &mask);
		EXPECT_EQ(mask, saved);
		EXPECT_EQ(handled, 0);
		EXPECT_EQ(end_holding(), 0);
		EXPECT_EQ(true_mask(), saved);
		EXPECT_EQ(handled, 2);
	});
}

/* Saved in a section that holds something, used outside it. */
TEST(Jumps, MaskSavedInASectionIsTheProgramsMask)
{
	in_child([] {
		static sigjmp_buf environment;
		static int landings;
		const sigset_t saved = bit(SIGHUP) | bit(37);
		sigprocmask(SIG_SETMASK, &saved, nullptr);
		install(SIGUSR1, count_delivery);
		begin_holding();
		send_to_myself(SIGUSR1);
		if (sigsetjmp(environment, 1) == 0) {
			end_holding();
			const sigset_t none = 0;
			sigprocmask(SIG_SETMASK, &none, nullptr);
			siglongjmp(environment, 1);
		}
		EXPECT_EQ(++landings, 1);
		EXPECT_EQ(handled, 1);
		EXPECT_EQ(true_mask(), saved);
		EXPECT_EQ(end_holding(), -1);
	});
}

/* Out of the handler that the end of a section called. */
TEST(Jumps, OutOfAHandlerThatWaited)
{
	for (const int saveMask : { 1, 0 }) {
		same_good_story([=](holding way) {
			static sigjmp_buf environment;
			static int round;
			const sigset_t mask = bit(SIGHUP);
			sigprocmask(SIG_SETMASK, &mask, nullptr);
			install(SIGUSR1, [](int signal, siginfo_t*, void*, void*) {
				tell("handler %d, mask %llx", signal,
					(unsigned long long)true_mask());
				siglongjmp(environment, 1);
			}, 0, bit(SIGTERM));
			for (round = 0; round < 5; round++) {
				if (sigsetjmp(environment, saveMask) == 0) {
					begin_holding(way);
					send_to_myself(SIGUSR1);
					end_holding(way);
					tell("never reached");
				}
				tell("round %d, mask %llx, depth %d", round,
					(unsigned long long)kernel_mask(), end_holding(way));
				/* Without a saved mask the handler's stays. */
				sigprocmask(SIG_SETMASK, &mask, nullptr);
			}
		});
	}
}

/* What else had arrived is not lost: the handler blocks it until the jump. */
TEST(Jumps, OutOfAHandlerWhileMoreWaits)
{
	same_good_story([](holding way) {
		static sigjmp_buf environment;
		static int round;
		const info_handler handler = [](int signal, siginfo_t* info, void*,
				void*) {
			tell("handler %d value %d", signal, info->si_value.sival_int);
			siglongjmp(environment, 1);
		};
		for (const int signal : { SIGUSR1, SIGUSR2, 36, 37 })
			install(signal, handler, 0, ~(sigset_t)0);
		round = 0;
		/* Each landing restores the mask, and so the next one comes. */
		if (sigsetjmp(environment, 1) == 0) {
			begin_holding(way);
			for (int i = 0; i < 3; i++) {
				for (const int signal : { 37, SIGUSR2, 36, SIGUSR1 })
					queue_to_myself(signal, i);
			}
			end_holding(way);
		}
		tell("landed %d, mask %llx, pending %llx", ++round,
			(unsigned long long)kernel_mask(),
			(unsigned long long)pending_set());
	});
}

/* In a section, over a handler of a fault or not: a jump within it. */
TEST(Jumps, WithinASection)
{
	in_child([] {
		static jmp_buf plain;
		static sigjmp_buf withMask;
		install(SIGUSR1, count_delivery);
		begin_holding();
		send_to_myself(SIGUSR1);
		if (setjmp(plain) == 0)
			longjmp(plain, 1);
		if (sigsetjmp(withMask, 1) == 0)
			siglongjmp(withMask, 1);
		EXPECT_EQ(handled, 0);
		EXPECT_EQ(begin_holding(), 2);
		end_holding();
		EXPECT_EQ(handled, 0);
		end_holding();
		EXPECT_EQ(handled, 1);
	});
}

/* A jump that unblocks in a section something the kernel has pending. */
TEST(Jumps, ThatUnblockInASection)
{
	in_child([] {
		static sigjmp_buf environment;
		static sigset_t blocked;
		blocked = bit(SIGUSR1);
		install(SIGUSR1, count_delivery);
		if (sigsetjmp(environment, 1) == 0) {
			sigprocmask(SIG_BLOCK, &blocked, nullptr);
			send_to_myself(SIGUSR1);
			begin_holding();
			siglongjmp(environment, 1);
		}
		EXPECT_EQ(handled, 0);
		EXPECT_EQ(end_holding(), 0);
		EXPECT_EQ(handled, 1);
	});
}
