// What the program does to its mask, and asks of it, in a section.
#include "sections_test.h"

#include <poll.h>
#include <sys/select.h>
#include <time.h>

static void
tell_masks(holding way, const char* when)
{
	tell("%s: believed %llx, handled %d", when,
		(unsigned long long)believed_mask(way), handled.load());
}

TEST(MasksInSections, QueryShowsTheProgramsMask)
{
	same_good_story([](holding way) {
		const sigset_t mask = bit(SIGHUP) | bit(SIGBUS) | bit(39);
		sigprocmask(SIG_SETMASK, &mask, nullptr);
		install(SIGUSR1, tell_delivery);
		begin_holding(way);
		tell_masks(way, "inside");
		send_to_myself(SIGUSR1);
		tell_masks(way, "something is held");
		end_holding(way);
		tell_masks(way, "outside");
		tell("kernel's %llx", (unsigned long long)kernel_mask());
	});
}

TEST(MasksInSections, PthreadSigmaskShowsItToo)
{
	in_child([] {
		const sigset_t mask = bit(SIGHUP) | bit(39);
		pthread_sigmask(SIG_SETMASK, &mask, nullptr);
		install(SIGUSR1, count_delivery);
		begin_holding();
		send_to_myself(SIGUSR1);
		sigset_t now = 0;
		EXPECT_EQ(pthread_sigmask(SIG_BLOCK, nullptr, &now), 0);
		EXPECT_EQ(now, mask);
		const sigset_t more = bit(40);
		EXPECT_EQ(pthread_sigmask(SIG_BLOCK, &more, &now), 0);
		EXPECT_EQ(now, mask);
		end_holding();
		EXPECT_EQ(true_mask(), mask | more);
	});
}

class MaskChanges : public testing::TestWithParam<int> {};

TEST_P(MaskChanges, InASectionCountFromItsEndOn)
{
	same_good_story([](holding way) {
		const int how = GetParam();
		const sigset_t before = bit(SIGHUP) | bit(SIGUSR2) | bit(36);
		sigprocmask(SIG_SETMASK, &before, nullptr);
		for (const int signal : { SIGUSR1, SIGUSR2, SIGTERM, 36, 37 })
			install(signal, tell_delivery);
		for (const bool changeFirst : { false, true }) {
			begin_holding(way);
			sigset_t old = 0;
			const sigset_t set = bit(SIGUSR2) | bit(SIGTERM) | bit(36);
			if (changeFirst)
				change_mask(way, how, &set, &old);
			for (const int signal : { SIGTERM, SIGUSR2, 37, 36, SIGUSR1 })
				send_to_myself(signal);
			if (!changeFirst)
				change_mask(way, how, &set, &old);
			tell("old %llx", (unsigned long long)old);
			tell_masks(way, "inside");
			end_holding(way);
			tell_masks(way, "outside");
			tell("kernel's %llx, pending %llx",
				(unsigned long long)kernel_mask(),
				(unsigned long long)pending_set());
			const sigset_t none = 0;
			sigprocmask(SIG_SETMASK, &none, nullptr);
			tell_masks(way, "unblocked");
			sigprocmask(SIG_SETMASK, &before, nullptr);
		}
	});
}

INSTANTIATE_TEST_SUITE_P(Hows, MaskChanges,
	testing::Values(SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK));

/* A held signal is blocked: it waits, however long, until it is unblocked. */
TEST(MasksInSections, BlockedWhileHeldStaysPending)
{
	for (const auto send : { send_to_myself, send_to_process }) {
		const std::string story = same_good_story([&](holding way) {
			install(SIGUSR1, tell_delivery);
			install(SIGUSR2, tell_delivery);
			begin_holding(way);
			send(SIGUSR1);
			const sigset_t set = bit(SIGUSR1);
			change_mask(way, SIG_BLOCK, &set);
			end_holding(way);
			tell_masks(way, "outside");
			/* More sections and handlers in between. */
			for (int i = 0; i < 3; i++) {
				begin_holding(way);
				send(SIGUSR2);
				end_holding(way);
				tell("pending %llx", (unsigned long long)pending_set());
			}
			/* One instance is all that can be pending. */
			send(SIGUSR1);
			sigprocmask(SIG_UNBLOCK, &set, nullptr);
			tell_masks(way, "unblocked");
		});
		EXPECT_NE(story.find("unblocked: believed 0, handled 4\n"),
			std::string::npos) << story;
	}
}

TEST(MasksInSections, BlockedAndUnblockedWhileHeld)
{
	same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		const sigset_t set = bit(SIGUSR1);
		change_mask(way, SIG_BLOCK, &set);
		change_mask(way, SIG_UNBLOCK, &set);
		tell_masks(way, "inside");
		end_holding(way);
		tell_masks(way, "outside");
	});
}

TEST(MasksInSections, SighelpersOfXsi)
{
	in_child([] {
		install(SIGUSR1, count_delivery);
		begin_holding();
		send_to_myself(SIGUSR1);
		EXPECT_EQ(sighold(SIGUSR1), 0);
		sigset_t mask = 0;
		sigprocmask(SIG_BLOCK, nullptr, &mask);
		EXPECT_EQ(mask, bit(SIGUSR1));
		end_holding();
		EXPECT_EQ(handled, 0);
		EXPECT_EQ(true_mask(), bit(SIGUSR1));
		EXPECT_EQ(sigrelse(SIGUSR1), 0);
		EXPECT_EQ(handled, 1);
	});
}

/* -- pending ------------------------------------------------------------------ */

TEST(PendingInSections, ShowsWhatIsHeld)
{
	const std::string story = same_good_story([](holding way) {
		for (const int signal : { SIGUSR1, SIGUSR2, SIGHUP, 36, 40 })
			install(signal, tell_delivery);
		begin_holding(way);
		tell("pending %llx", (unsigned long long)pending_set());
		for (const int signal : { 36, SIGUSR1, 40, SIGHUP }) {
			send_to_myself(signal);
			tell("pending %llx", (unsigned long long)pending_set());
		}
		send_to_myself(SIGUSR2);
		tell("pending %llx", (unsigned long long)pending_set());
		end_holding(way);
		tell("pending %llx", (unsigned long long)pending_set());
	});
	EXPECT_TRUE(story.starts_with("pending 0\npending 800000000\n")) << story;
}

/* In a handler that waited the rest is pending, if the handler blocks it. */
TEST(PendingInSections, ShowsInAHandlerWhatStillWaits)
{
	same_good_story([](holding way) {
		const info_handler handler = [](int signal, siginfo_t*, void*, void*) {
			tell("%d: pending %llx", signal,
				(unsigned long long)pending_set());
		};
		for (const int signal : { SIGUSR1, SIGUSR2, SIGHUP, 36, 40 })
			install(signal, handler, 0, ~(sigset_t)0);
		begin_holding(way);
		for (const int signal : { 36, SIGUSR1, 40, SIGHUP, SIGUSR2 })
			send_to_myself(signal);
		end_holding(way);
	});
}

TEST(PendingInSections, ShowsWhatHasADefaultAction)
{
	same_story([](holding way) {
		forbid_core_file();
		begin_holding(way);
		send_to_myself(SIGTERM);
		tell("pending %llx", (unsigned long long)pending_set());
		end_holding(way);
	});
}

/* -- waiting for held signals -------------------------------------------------- */

TEST(WaitingInSections, SigtimedwaitTakesWhatIsHeld)
{
	for (const auto queue : { queue_to_myself, queue_to_process }) {
		for (const int signal : { SIGUSR1, 36 }) {
			const std::string story = same_good_story([&](holding way) {
				install(signal, tell_delivery);
				install(SIGUSR2, tell_delivery);
				const sigset_t set = bit(signal);
				const struct timespec now = { 0, 0 };
				begin_holding(way);
				siginfo_t info = {};
				tell("nothing: %d", sigtimedwait(&set, &info, &now));
				queue(signal, 44);
				queue(SIGUSR2, 45);
				tell("taken %d", sigtimedwait(&set, &info, &now));
				tell("info %d code %d value %d", info.si_signo, info.si_code,
					info.si_value.sival_int);
				tell("again: %d", sigtimedwait(&set, &info, &now));
				tell("pending %llx", (unsigned long long)pending_set());
				end_holding(way);
				tell("outside: %d", handled.load());
			});
			EXPECT_NE(story.find("value 44"), std::string::npos) << story;
			EXPECT_NE(story.find("outside: 1\n"), std::string::npos) << story;
		}
	}
}

/* Also one that the kernel would end the process for. */
TEST(WaitingInSections, SigwaitTakesWhatHasADefaultAction)
{
	same_good_story([](holding way) {
		begin_holding(way);
		send_to_myself(SIGTERM);
		const sigset_t set = bit(SIGTERM);
		int signal = 0;
		tell("sigwait %d", sigwait(&set, &signal));
		tell("taken %d", signal);
		end_holding(way);
		tell("lived");
	});
}

TEST(WaitingInSections, SigwaitinfoTakesAQueueInOrder)
{
	same_good_story([](holding way) {
		install(35, tell_delivery);
		install(34, tell_delivery);
		begin_holding(way);
		for (int i = 0; i < 6; i++)
			queue_to_myself(34 + i % 2, i);
		const sigset_t set = bit(34) | bit(35);
		for (int i = 0; i < 4; i++) {
			siginfo_t info = {};
			const int taken = sigwaitinfo(&set, &info);
			tell("taken %d value %d", taken, info.si_value.sival_int);
		}
		end_holding(way);
	});
}

/* The signal comes while the thread waits in the section. */
TEST(WaitingInSections, SigwaitinfoTakesWhatArrives)
{
	in_child([] {
		install(SIGUSR1, count_delivery);
		const pid_t waiter = thread_number();
		const pthread_t handle = pthread_self();
		constexpr int ROUNDS = 200;
		running_thread sender([&] {
			for (int i = 0; i < ROUNDS; i++) {
				if (i % 2 == 0)
					await_sleep(waiter);
				union sigval value = {};
				value.sival_int = i;
				while (pthread_sigqueue(handle, 36, value) != 0)
					sched_yield();
			}
		});
		install(36, count_delivery);
		for (int i = 0; i < ROUNDS; i++) {
			begin_holding();
			const sigset_t set = bit(36);
			siginfo_t info = {};
			int taken;
			while ((taken = sigwaitinfo(&set, &info)) == -1)
				ASSERT_EQ(errno, EINTR);
			EXPECT_EQ(taken, 36);
			EXPECT_EQ(info.si_value.sival_int, i);
			/* The next may come outside, where it would be delivered. */
			const sigset_t block = bit(36);
			sigprocmask(SIG_BLOCK, &block, nullptr);
			end_holding();
		}
		EXPECT_EQ(handled, 0);
	});
}

/* -- waiting with another mask -------------------------------------------------- */

/* Calls that wait with a mask of their own: -1 with errno, or 0: time is over. */
struct waiting_call {
	const char*	name;
	int			(*wait)(const sigset_t* mask);
};

static int
wait_in_sigsuspend(const sigset_t* mask)
{
	return sigsuspend(mask);
}

static int
wait_in_ppoll(const sigset_t* mask)
{
	return ppoll(nullptr, 0, nullptr, mask);
}

static int
wait_in_pselect(const sigset_t* mask)
{
	return pselect(0, nullptr, nullptr, nullptr, nullptr, mask);
}

class WaitingWithAMask : public testing::TestWithParam<waiting_call> {};

TEST_P(WaitingWithAMask, OutsideSectionsInAProcessThatHasUsedThem)
{
	same_good_story([](holding way) {
		const sigset_t before = bit(SIGUSR1) | bit(SIGUSR2) | bit(SIGHUP);
		sigprocmask(SIG_SETMASK, &before, nullptr);
		install(SIGUSR1, tell_delivery, 0, bit(SIGTERM));
		install(SIGUSR2, tell_delivery);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		end_holding(way);
		tell_masks(way, "before");
		const sigset_t during = bit(SIGUSR2) | bit(40);
		errno = 0;
		const int result = GetParam().wait(&during);
		tell("%d, errno %d", result, errno);
		tell_masks(way, "after");
		tell("kernel's %llx", (unsigned long long)kernel_mask());
	});
}

/* A handler in the wait has sections of its own. */
TEST_P(WaitingWithAMask, SectionsInTheHandler)
{
	same_good_story([](holding way) {
		const sigset_t before = bit(SIGUSR1) | bit(SIGUSR2) | bit(SIGHUP);
		sigprocmask(SIG_SETMASK, &before, nullptr);
		static holding inside;
		inside = way;
		install(36, tell_delivery, 0, bit(37));
		install(SIGUSR2, tell_delivery);
		install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
			begin_holding(inside);
			send_to_myself(36);
			tell("in the handler: mask %llx, context's %llx",
				(unsigned long long)believed_mask(inside),
				(unsigned long long)((ucontext_t*)context)->uc_sigmask);
			end_holding(inside);
			tell("mask %llx", (unsigned long long)true_mask());
		});
		for (int i = 0; i < 2; i++) {
			send_to_myself(SIGUSR1);
			if (i == 1)
				send_to_myself(SIGUSR2);
			const sigset_t during = bit(40);
			errno = 0;
			const int result = GetParam().wait(&during);
			tell("%d, errno %d", result, errno);
			tell("kernel's %llx", (unsigned long long)kernel_mask());
		}
	});
}

/* Held in the handler's section and blocked by the handler's own mask after it,
 * but not by the mask from before the wait. */
static void
install_handler_that_blocks_what_it_holds(holding way)
{
	static holding inside;
	inside = way;
	install(36, tell_delivery, 0, bit(37));
	install(SIGUSR1, [](int, siginfo_t*, void*, void*) {
		begin_holding(inside);
		send_to_myself(36);
		const sigset_t during = bit(36) | bit(SIGTERM);
		change_mask(inside, SIG_SETMASK, &during);
		end_holding(inside);
		tell("handler ends: mask %llx, pending %llx, handled %d",
			(unsigned long long)true_mask(),
			(unsigned long long)pending_set(), handled.load());
	});
}

static void
tell_wait_whose_handler_blocks_what_it_holds(holding way)
{
	const sigset_t before = bit(SIGUSR1) | bit(SIGHUP);
	sigprocmask(SIG_SETMASK, &before, nullptr);
	install_handler_that_blocks_what_it_holds(way);
	send_to_myself(SIGUSR1);
	const sigset_t during = bit(40);
	errno = 0;
	const int result = WaitingWithAMask::GetParam().wait(&during);
	tell("%d, errno %d, pending %llx", result, errno,
		(unsigned long long)pending_set());
	tell_masks(way, "after");
	tell("kernel's %llx", (unsigned long long)kernel_mask());
}

TEST_P(WaitingWithAMask, DeliversAtItsEndWhatItsHandlerHasBlocked)
{
	const std::string story
		= same_good_story(tell_wait_whose_handler_blocks_what_it_holds);
	EXPECT_NE(story.find(", handled 1\nkernel's"), story.npos) << story;
}

/* There any wait can be cancelled at any moment. */
TEST_P(WaitingWithAMask, DeliversItWithOtherThreadsToo)
{
	same_good_story([](holding way) {
		running_thread other([] {});
		tell_wait_whose_handler_blocks_what_it_holds(way);
	});
}

/* The wait is interrupted while sections come and go in handlers: nothing is
 * lost, and the mask is always as it was. */
TEST_P(WaitingWithAMask, UnderManySignals)
{
	in_child([] {
		constexpr int COUNT = 3000;
		const sigset_t before = bit(SIGUSR1) | bit(36);
		sigprocmask(SIG_SETMASK, &before, nullptr);
		const info_handler handler = [](int, siginfo_t*, void*, void*) {
			begin_holding();
			handled++;
			end_holding();
		};
		install(36, handler);
		install(SIGUSR1, handler, 0, bit(36));
		const pthread_t waiter = pthread_self();
		std::atomic<bool> done = false;
		running_thread sender([&] {
			for (int i = 0; i < COUNT; i++) {
				while (pthread_sigqueue(waiter, 36, {}) != 0)
					sched_yield();
			}
			/* The last wait must end too. */
			while (!done) {
				pthread_kill(waiter, SIGUSR1);
				sched_yield();
			}
		});
		const sigset_t none = 0;
		while (handled < COUNT) {
			EXPECT_EQ(GetParam().wait(&none), -1);
			EXPECT_EQ(errno, EINTR);
			EXPECT_EQ(kernel_mask(), host_set(before));
			begin_holding();
			sigset_t mask = 0;
			sigprocmask(SIG_BLOCK, nullptr, &mask);
			EXPECT_EQ(mask, before);
			end_holding();
			if (HasFailure())
				_exit(1);
		}
		done = true;
	});
}

/* In a section a wait may be interrupted though no handler runs before the end.
 * Afterwards all is as ever. */
TEST_P(WaitingWithAMask, InASection)
{
	in_child([] {
		const sigset_t before = bit(SIGUSR1) | bit(SIGHUP);
		sigprocmask(SIG_SETMASK, &before, nullptr);
		install(SIGUSR1, count_delivery);
		const pid_t waiter = thread_number();
		for (int i = 0; i < 20; i++) {
			running_thread sender([&] {
				if (i % 2 == 0)
					await_sleep(waiter);
				syscall(SYS_tgkill, getpid(), waiter, host_number(SIGUSR1));
			});
			begin_holding();
			const sigset_t during = bit(SIGUSR2);
			EXPECT_EQ(GetParam().wait(&during), -1);
			EXPECT_EQ(errno, EINTR);
			sigset_t mask = 0;
			sigprocmask(SIG_BLOCK, nullptr, &mask);
			EXPECT_EQ(mask, before);
			end_holding();
			EXPECT_EQ(kernel_mask(), host_set(before));
			/* Blocked outside the wait, so it may still be pending. */
			const sigset_t one = bit(SIGUSR1);
			sigprocmask(SIG_UNBLOCK, &one, nullptr);
			EXPECT_EQ(handled, i + 1);
			sigprocmask(SIG_SETMASK, &before, nullptr);
		}
	});
}

INSTANTIATE_TEST_SUITE_P(Calls, WaitingWithAMask, testing::Values(
	waiting_call{ "sigsuspend", wait_in_sigsuspend },
	waiting_call{ "ppoll", wait_in_ppoll },
	waiting_call{ "pselect", wait_in_pselect }),
	[](const auto& info) { return std::string(info.param.name); });

/* The same in a wait that leaves the mask alone, with other threads. */
TEST(WaitingInSections, SigwaitinfoEndsWithWhatItsHandlerHasBlocked)
{
	const std::string story = same_good_story([](holding way) {
		const sigset_t before = bit(SIGHUP) | bit(40);
		sigprocmask(SIG_SETMASK, &before, nullptr);
		install_handler_that_blocks_what_it_holds(way);
		const pid_t waiter = thread_number();
		running_thread sender([waiter] {
			await_sleep(waiter);
			syscall(SYS_tgkill, getpid(), waiter, host_number(SIGUSR1));
		});
		const sigset_t set = bit(40);
		siginfo_t info = {};
		errno = 0;
		const int result = sigwaitinfo(&set, &info);
		tell("%d, errno %d, pending %llx", result, errno,
			(unsigned long long)pending_set());
		tell_masks(way, "after");
		tell("kernel's %llx", (unsigned long long)kernel_mask());
	});
	EXPECT_NE(story.find(", handled 1\nkernel's"), story.npos) << story;
}

/* Nothing is held any more, but the section is not over. */
TEST(WaitingInSections, MaskChangesAfterTheLastHeldOneIsTaken)
{
	in_child([] {
		install(SIGUSR1, count_delivery);
		const uint64_t before = true_mask();
		const sigset_t set = sigset_t{1} << (SIGUSR1 - 1);
		begin_holding();
		send_to_myself(SIGUSR1);
		EXPECT_EQ(sigprocmask(SIG_BLOCK, &set, nullptr), 0);
		int signal;
		EXPECT_EQ(sigwait(&set, &signal), 0);
		EXPECT_EQ(signal, SIGUSR1);
		EXPECT_EQ(sigprocmask(SIG_UNBLOCK, &set, nullptr), 0);
		EXPECT_EQ(believed_mask(holding::BY_SECTION), sigset_t{0});
		send_to_myself(SIGUSR1);
		EXPECT_EQ(handled, 0);
		end_holding();
		EXPECT_EQ(handled, 1);
		EXPECT_EQ(true_mask(), before);
		EXPECT_EQ(believed_mask(holding::BY_SECTION), sigset_t{0});
	});
}

/* Held, then blocked, it stays held outside of the section; forking and waiting
 * in other sections must not take that for something new. */
TEST(BlockedWhileHeld, ForkAndWaitsInSectionsLeaveTheMaskAlone)
{
	in_child([] {
		install(SIGHUP, count_delivery);
		const sigset_t hup = bit(SIGHUP);
		begin_holding();
		send_to_myself(SIGHUP);
		sigprocmask(SIG_BLOCK, &hup, nullptr);
		end_holding();
		ASSERT_EQ(true_mask(), hup);

		const pid_t child = fork();
		if (child == 0)
			_exit(true_mask() == hup ? 0 : 1);
		EXPECT_EQ(kernel_status_of(child), 0);
		EXPECT_EQ(true_mask(), hup);

		begin_holding();
		system("true");
		const struct timespec now = { 0, 0 };
		EXPECT_EQ(ppoll(nullptr, 0, &now, &hup), 0);
		end_holding();
		EXPECT_EQ(true_mask(), hup);

		EXPECT_EQ(handled, 0);
		sigprocmask(SIG_UNBLOCK, &hup, nullptr);
		EXPECT_EQ(handled, 1);
		EXPECT_EQ(true_mask(), 0u);
	});
}
