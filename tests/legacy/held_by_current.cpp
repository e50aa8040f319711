/* Current code's sections (sigblockall()) around calls of legacy code: the
 * signals wait, the mask is the program's, and what legacy code has installed
 * is called at the end. */
#include <setjmp.h>
#include <vector>

#include "jumps.h"
#include "legacy_test.h"

namespace {

std::vector<int> called;
int called_with_userdata;

void
note_legacy(int signal, void* userdata, vregs)
{
	called.push_back(signal);
	called_with_userdata = (int)(intptr_t)userdata;
}

void
note_current(int signal)
{
	called.push_back(-signal);
}

void
install_both()
{
	legacy_action action = {};
	action.handler = as_handler(note_legacy);
	action.userdata = (void*)0x77;
	ASSERT_EQ(legacy.sigaction(SIGUSR1, &action, nullptr), 0);
	signal(SIGUSR2, note_current);
}

legacy_set
mask_of_legacy()
{
	legacy_set mask = 0;
	EXPECT_EQ(legacy.sigprocmask(SIG_BLOCK, nullptr, &mask), 0);
	return mask;
}

}	// namespace

TEST(HeldByCurrent, HandlersOfBothAreCalledAtTheEnd)
{
	in_child([] {
		install_both();
		sigblockall();
		EXPECT_EQ(legacy.raise(SIGUSR1), 0);
		EXPECT_EQ(legacy.kill(getpid(), SIGUSR2), 0);
		EXPECT_TRUE(called.empty());
		legacy_set pending = 0;
		EXPECT_EQ(legacy.sigpending(&pending), 0);
		EXPECT_EQ(pending, legacy_bit(SIGUSR1) | legacy_bit(SIGUSR2));
		sigunblockall();
		/* The kernel's order: SIGUSR1 has the lower number there. The one that
		 * it does not block comes before its first instruction. */
		EXPECT_EQ(called, (std::vector<int>{ -SIGUSR2, SIGUSR1 }));
		EXPECT_EQ(called_with_userdata, 0x77);
		EXPECT_EQ(true_mask(), 0u);
	});
}

TEST(HeldByCurrent, LegacyCodeSeesAndChangesTheProgramsMask)
{
	in_child([] {
		install_both();
		const legacy_set mask = legacy_bit(SIGALRM);
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &mask, nullptr), 0);
		sigblockall();
		legacy.raise(SIGUSR1);
		EXPECT_EQ(mask_of_legacy(), legacy_bit(SIGALRM));
		const legacy_set more = legacy_bit(SIGUSR1) | legacy_bit(SIGHUP);
		EXPECT_EQ(legacy.sigprocmask(SIG_BLOCK, &more, nullptr), 0);
		EXPECT_EQ(mask_of_legacy(), mask | more);
		sigunblockall();
		EXPECT_TRUE(called.empty()) << "blocked since";
		EXPECT_EQ(true_mask(), bit(SIGALRM) | bit(SIGUSR1) | bit(SIGHUP));
		const legacy_set one = legacy_bit(SIGUSR1);
		EXPECT_EQ(legacy.sigprocmask(SIG_UNBLOCK, &one, nullptr), 0);
		EXPECT_EQ(called, std::vector<int>{ SIGUSR1 });
		EXPECT_EQ(true_mask(), bit(SIGALRM) | bit(SIGHUP));
	});
}

/* Legacy code's own critical section: block everything, put the mask back. */
TEST(HeldByCurrent, LegacySectionsNestBothWays)
{
	in_child([] {
		install_both();
		const legacy_set full = EVERYTHING;
		legacy_set saved = 0;
		sigblockall();
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &full, &saved), 0);
		legacy.raise(SIGUSR1);
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &saved, nullptr), 0);
		EXPECT_TRUE(called.empty());
		sigunblockall();
		EXPECT_EQ(called, std::vector<int>{ SIGUSR1 });
		EXPECT_EQ(true_mask(), 0u);

		/* Overlapping: the later end delivers. */
		called.clear();
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &full, &saved), 0);
		sigblockall();
		legacy.raise(SIGUSR1);
		raise(SIGUSR2);
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &saved, nullptr), 0);
		EXPECT_TRUE(called.empty());
		sigunblockall();
		EXPECT_EQ(called, (std::vector<int>{ -SIGUSR2, SIGUSR1 }));
		EXPECT_EQ(true_mask(), 0u);
	});
}

TEST(HeldByCurrent, LegacyWaitsFindWhatIsHeld)
{
	in_child([] {
		install_both();
		sigblockall();
		legacy.raise(SIGUSR1);
		const legacy_set one = legacy_bit(SIGUSR1);
		int taken = 0;
		EXPECT_EQ(legacy.sigwait(&one, &taken), 0);
		EXPECT_EQ(taken, SIGUSR1);
		sigunblockall();
		EXPECT_TRUE(called.empty()) << "taken already";

		sigblockall();
		legacy.raise(SIGUSR1);
		const legacy_set none = 0;
		EXPECT_ERROR(legacy.sigsuspend(&none), EINTR);
		EXPECT_TRUE(called.empty());
		sigunblockall();
		EXPECT_EQ(called, std::vector<int>{ SIGUSR1 });
		EXPECT_EQ(true_mask(), 0u);
	});
}

TEST(HeldByCurrent, IgnoringByLegacyCodeDiscardsWhatIsHeld)
{
	in_child([] {
		install_both();
		sigblockall();
		legacy.raise(SIGUSR1);
		legacy.signal(SIGUSR1, SIG_IGN);
		legacy.signal(SIGUSR1, as_handler(note_legacy));
		sigunblockall();
		EXPECT_TRUE(called.empty());
		legacy.raise(SIGUSR1);
		EXPECT_EQ(called, std::vector<int>{ SIGUSR1 });
	});
}

/* A legacy handler begins a section itself, and legacy signals wait in it. */
TEST(HeldByCurrent, SectionsInLegacyHandlers)
{
	in_child([] {
		install_both();
		legacy.signal(SIGHUP, as_handler([](int signal, void*, vregs) {
			sigblockall();
			legacy.raise(SIGUSR1);
			EXPECT_TRUE(called.empty());
			called.push_back(signal);
			sigunblockall();
		}));
		legacy.raise(SIGHUP);
		EXPECT_EQ(called, (std::vector<int>{ SIGHUP, SIGUSR1 }));
		EXPECT_EQ(true_mask(), 0u);
	});
}
