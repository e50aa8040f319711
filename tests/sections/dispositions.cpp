// Dispositions that change while something is held: the action at arrival is
// in force.
#include "sections_test.h"

static void
first_handler(int, siginfo_t*, void*, void*)
{
	tell("first handler");
}

static void
second_handler(int, siginfo_t*, void*, void*)
{
	tell("second handler");
}

TEST(Dispositions, ActionAtArrivalIsInForce)
{
	const std::string story = story_of([] {
		install(SIGUSR1, first_handler);
		begin_holding();
		send_to_myself(SIGUSR1);
		install(SIGUSR1, second_handler);
		end_holding();
		send_to_myself(SIGUSR1);
	});
	EXPECT_EQ(story, "first handler\nsecond handler\n" GOOD_END);
}

/* The new action is all that sigaction() tells of. */
TEST(Dispositions, NewActionIsShown)
{
	in_child([] {
		install(SIGUSR1, first_handler, SA_NODEFER, bit(SIGHUP), (void*)0x11);
		begin_holding();
		send_to_myself(SIGUSR1);
		install(SIGUSR1, second_handler, SA_RESTART, bit(36), (void*)0x22);
		struct sigaction now = {};
		ASSERT_EQ(sigaction(SIGUSR1, nullptr, &now), 0);
		EXPECT_EQ((void*)now.sa_sigaction, (void*)second_handler);
		EXPECT_EQ(now.sa_flags, SA_RESTART | SA_SIGINFO);
		EXPECT_EQ(now.sa_mask, bit(36));
		EXPECT_EQ(now.sa_userdata, (void*)0x22);
	});
}

/* As in the kernel: what was installed before the signal came is called. */
TEST(Dispositions, HandlerInstalledInASectionBeforeTheSignal)
{
	same_good_story([](holding way) {
		install(SIGUSR1, first_handler);
		begin_holding(way);
		install(SIGUSR1, second_handler);
		send_to_myself(SIGUSR1);
		end_holding(way);
	});
}

/* The dispositions of other signals, and many of them: whatever table holds the
 * action must not give its place away. */
TEST(Dispositions, ManyInstallationsWhileSomethingIsHeld)
{
	same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery, SA_NODEFER, bit(40), (void*)0x99);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		for (int i = 0; i < 500; i++)
			install(SIGUSR2, tell_delivery, 0, 0, (void*)(long)i);
		send_to_myself(SIGUSR2);
		end_holding(way);
	});
}

/* Ignoring discards what is pending (POSIX). */
TEST(Dispositions, IgnoringDiscardsWhatIsHeld)
{
	same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery);
		install(SIGUSR2, tell_delivery);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		send_to_myself(SIGUSR2);
		signal(SIGUSR1, SIG_IGN);
		sigset_t pending = 0;
		sigpending(&pending);
		tell("pending %llx", (unsigned long long)pending);
		install(SIGUSR1, tell_delivery);
		end_holding(way);
		tell("outside");
		send_to_myself(SIGUSR1);
	});
}

TEST(Dispositions, IgnoringDiscardsWhatIsHeldAndBlocked)
{
	same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		const sigset_t set = bit(SIGUSR1);
		change_mask(way, SIG_BLOCK, &set);
		end_holding(way);
		tell("outside");
		signal(SIGUSR1, SIG_IGN);
		install(SIGUSR1, tell_delivery);
		sigset_t pending = 0;
		sigpending(&pending);
		tell("pending %llx", (unsigned long long)pending);
		sigprocmask(SIG_UNBLOCK, &set, nullptr);
		send_to_myself(SIGUSR1);
	});
}

/* So does the default action of those that are ignored by default, and only
 * of those. */
TEST(Dispositions, DefaultActionDiscardsWhatIsIgnoredByDefault)
{
	same_good_story([](holding way) {
		for (const int signal : { SIGCHLD, SIGURG, SIGWINCH, SIGCONT }) {
			install(signal, tell_delivery);
			begin_holding(way);
			send_to_myself(signal);
			::signal(signal, SIG_DFL);
			install(signal, tell_delivery);
			end_holding(way);
			tell("outside of %d", signal);
		}
	});
}

TEST(Dispositions, IgnoringInAnotherThreadDiscardsWhatIsHeld)
{
	same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		in_new_thread([] { signal(SIGUSR1, SIG_IGN); });
		end_holding(way);
		tell("outside");
	});
}

/* Not used up by a signal that no handler has got. */
TEST(Dispositions, OneThatIsResetComesBackWithSigtimedwait)
{
	same_good_story([](holding way) {
		install(SIGUSR1, tell_delivery, SA_RESETHAND, bit(36), (void*)0x22);
		begin_holding(way);
		send_to_myself(SIGUSR1);
		const sigset_t set = bit(SIGUSR1);
		const timespec none = {};
		tell("taken %d", sigtimedwait(&set, nullptr, &none));
		end_holding(way);
		struct sigaction now = {};
		sigaction(SIGUSR1, nullptr, &now);
		tell("%d, flags %x, mask %llx, userdata %lx",
			(void*)now.sa_sigaction == (void*)tell_delivery, now.sa_flags,
			(unsigned long long)now.sa_mask, (long)now.sa_userdata);
		send_to_myself(SIGUSR1);
		sigaction(SIGUSR1, nullptr, &now);
		tell("handler %lx", (long)now.sa_handler);
	});
}

/* The kernel itself resets the action of such a one. */
TEST(Dispositions, OneThatIsResetAtArrivalIsDelivered)
{
	const std::string story = story_of([] {
		install(SIGURG, first_handler, SA_RESETHAND);
		begin_holding();
		send_to_myself(SIGURG);
		end_holding();
		tell("outside");
		send_to_myself(SIGURG);
	});
	EXPECT_EQ(story, "first handler\noutside\n" GOOD_END);
}

/* The default action at arrival is carried out with the action at arrival too:
 * or, if the program has meanwhile installed a handler, by that; nothing else. */
TEST(Dispositions, DefaultAtArrivalAndHandlerBeforeTheEnd)
{
	const std::string story = story_of([] {
		forbid_core_file();
		begin_holding();
		send_to_myself(SIGTERM);
		install(SIGTERM, second_handler);
		end_holding();
		tell("outside");
	});
	EXPECT_TRUE(story.ends_with("status 0xf\n")
		|| story == "second handler\noutside\n" GOOD_END)
		<< story;
}

/* Threads change dispositions while others hold signals. */
TEST(Dispositions, ChangedByAnotherThreadAllTheTime)
{
	in_child([] {
		constexpr int COUNT = 5000;
		std::atomic<bool> done = false;
		install(36, count_delivery);
		running_thread changer([&] {
			while (!done) {
				install(36, count_delivery, SA_NODEFER, bit(SIGUSR2));
				install(36, count_delivery, SA_RESTART, bit(SIGUSR1));
				install(SIGUSR1, first_handler);
			}
		});
		for (int i = 0; i < COUNT; i++) {
			begin_holding();
			send_to_myself(36);
			EXPECT_EQ(handled, i);
			end_holding();
			ASSERT_EQ(handled, i + 1);
			ASSERT_EQ(kernel_mask(), 0u);
		}
		done = true;
	});
}
