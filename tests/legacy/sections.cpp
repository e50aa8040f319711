/* Legacy code's critical sections: save the mask, block everything, put it
 * back. Afterwards just those realtime signals are blocked that current code
 * had blocked, whatever happened in between. */
#include <setjmp.h>
#include <thread>

#include "jumps.h"
#include "legacy_test.h"

constexpr uint64_t ALL_MASKABLE = ((bit(41) - 1) | bit(SIGBUS))
	& ~(bit(SIGKILL) | bit(SIGSTOP) | bit(SIGKILLTHR) | bit(31) | bit(32));

class section {
public:
	section()
	{
		const legacy_set full = EVERYTHING;
		EXPECT_EQ(legacy.sigprocmask(SIG_SETMASK, &full, &fSaved), 0);
		EXPECT_EQ(true_mask(), ALL_MASKABLE);
	}

	void
	end()
	{
		EXPECT_EQ(legacy.sigprocmask(SIG_SETMASK, &fSaved, nullptr), 0);
	}

private:
	legacy_set	fSaved;
};

/* The combinations of what current and legacy code had blocked before. */
struct starting_mask {
	uint64_t	current;
	legacy_set	legacy;
};

class Sections : public testing::TestWithParam<starting_mask> {
protected:
	/* In the child: the state that the test is about. */
	static uint64_t
	Start()
	{
		const sigset_t set = GetParam().current;
		EXPECT_EQ(sigprocmask(SIG_SETMASK, &set, nullptr), 0);
		EXPECT_EQ(legacy.sigprocmask(SIG_BLOCK, &GetParam().legacy, nullptr), 0);
		return kernel_mask();
	}
};

TEST_P(Sections, One)
{
	in_child([] {
		const uint64_t before = Start();
		section only;
		only.end();
		EXPECT_EQ(kernel_mask(), before);
	});
}

TEST_P(Sections, ByBlockAndSetmask)
{
	in_child([] {
		const uint64_t before = Start();
		legacy_set saved;
		const legacy_set full = EVERYTHING;
		legacy.sigprocmask(SIG_BLOCK, &full, &saved);
		EXPECT_EQ(true_mask(), ALL_MASKABLE);
		legacy.sigprocmask(SIG_SETMASK, &saved, nullptr);
		EXPECT_EQ(kernel_mask(), before);
	});
}

TEST_P(Sections, Nested)
{
	in_child([] {
		const uint64_t before = Start();
		section outer;
		{
			section middle;
			section inner;
			inner.end();
			EXPECT_EQ(true_mask(), ALL_MASKABLE);
			middle.end();
		}
		EXPECT_EQ(true_mask(), ALL_MASKABLE);
		outer.end();
		EXPECT_EQ(kernel_mask(), before);
	});
}

static uint64_t mask_in_handler;

static void
section_in_legacy_handler(int, void*, vregs)
{
	const uint64_t before = kernel_mask();
	section own;
	own.end();
	EXPECT_EQ(kernel_mask(), before);
	mask_in_handler = true_mask();
}

static void
mask_changes_in_current_handler(int)
{
	const sigset_t some = bit(37) | bit(SIGBUS) | bit(SIGINT);
	sigset_t saved;
	sigprocmask(SIG_BLOCK, &some, &saved);
	sigprocmask(SIG_UNBLOCK, &some, nullptr);
	sigprocmask(SIG_SETMASK, &saved, nullptr);
	mask_in_handler = true_mask();
}

/* Runs handlers of both ABIs: SIGUSR1 and SIGUSR2 are unblocked for it. */
static void
run_handlers()
{
	const uint64_t before = kernel_mask();
	legacy.signal(SIGUSR1, as_handler(section_in_legacy_handler));
	signal(SIGUSR2, mask_changes_in_current_handler);
	const uint64_t both = host_set(bit(SIGUSR1) | bit(SIGUSR2));
	for (const int signal : { SIGUSR1, SIGUSR2 }) {
		mask_in_handler = 0;
		raise(signal);
		/* SIG_UNBLOCK of the kernel. */
		syscall(SYS_rt_sigprocmask, 1, &both, nullptr, sizeof(both));
		EXPECT_TRUE(mask_in_handler & bit(signal));
		syscall(SYS_rt_sigprocmask, 2, &before, nullptr, sizeof(before));
	}
}

TEST_P(Sections, WithHandlersInBetween)
{
	in_child([] {
		const uint64_t before = Start();
		run_handlers();
		section only;
		run_handlers();
		EXPECT_EQ(true_mask(), ALL_MASKABLE);
		only.end();
		run_handlers();
		EXPECT_EQ(kernel_mask(), before);
	});
}

TEST_P(Sections, CurrentSaveAndRestoreInBetween)
{
	in_child([] {
		const uint64_t before = Start();
		section only;
		sigset_t saved;
		const sigset_t some = bit(34) | bit(SIGBUS) | bit(SIGTERM);
		sigprocmask(SIG_BLOCK, &some, &saved);
		EXPECT_EQ(saved & ALL_MASKABLE, ALL_MASKABLE);
		sigprocmask(SIG_SETMASK, &saved, nullptr);
		only.end();
		EXPECT_EQ(kernel_mask(), before);
	});
}

static void
begin_section(void*)
{
	section only;
}

TEST_P(Sections, LeftByLegacySiglongjmp)
{
	in_child([] {
		const uint64_t before = Start();
		legacy_jump(1, begin_section, nullptr, 1);
		EXPECT_EQ(kernel_mask(), before);
		section next;
		next.end();
		EXPECT_EQ(kernel_mask(), before);
	});
}

TEST_P(Sections, LeftByCurrentSiglongjmp)
{
	in_child([] {
		const uint64_t before = Start();
		sigjmp_buf environment;
		if (sigsetjmp(environment, 1) == 0) {
			begin_section(nullptr);
			siglongjmp(environment, 1);
		}
		EXPECT_EQ(kernel_mask(), before);
		section next;
		next.end();
		EXPECT_EQ(kernel_mask(), before);
	});
}

/* Current code, called in a section, that jumps within itself. */
TEST_P(Sections, CurrentSiglongjmpInside)
{
	in_child([] {
		const uint64_t before = Start();
		section only;
		sigjmp_buf environment;
		if (sigsetjmp(environment, 1) == 0)
			siglongjmp(environment, 1);
		EXPECT_EQ(true_mask(), ALL_MASKABLE);
		only.end();
		EXPECT_EQ(kernel_mask(), before);
	});
}

TEST_P(Sections, LegacySiglongjmpInside)
{
	in_child([] {
		const uint64_t before = Start();
		section only;
		legacy_jump(1, nullptr, nullptr, 1);
		legacy_jump(1, begin_section, nullptr, 1);
		EXPECT_EQ(true_mask(), ALL_MASKABLE);
		only.end();
		EXPECT_EQ(kernel_mask(), before);
	});
}

TEST_P(Sections, NewThreadInheritsTheMaskAndHasItsOwnSections)
{
	in_child([] {
		const uint64_t before = Start();
		section only;
		std::thread([] {
			EXPECT_EQ(true_mask(), ALL_MASKABLE);
			set_true_mask(0);
			section own;
			own.end();
			EXPECT_EQ(true_mask(), 0u);
		}).join();
		only.end();
		EXPECT_EQ(kernel_mask(), before);
	});
}

TEST_P(Sections, ChildOfForkEndsTheSectionToo)
{
	in_child([] {
		const uint64_t before = Start();
		section only;
		EXPECT_EQ(kernel_status_of_child([&] {
			only.end();
			return kernel_mask() == before ? 0 : 1;
		}), 0);
		only.end();
		EXPECT_EQ(kernel_mask(), before);
	});
}

INSTANTIATE_TEST_SUITE_P(Masks, Sections, testing::Values(
	starting_mask{ 0, 0 },
	starting_mask{ bit(33), 0 },
	starting_mask{ bit(33) | bit(36) | bit(40), legacy_bit(SIGHUP) },
	starting_mask{ bit(SIGUSR1) | bit(38), legacy_bit(SIGTERM) },
	starting_mask{ ALL_MASKABLE, 0 }));

/* What current code does to the mask in a section is remembered. */
TEST(SectionsOf, CurrentChangesInsideAreKept)
{
	in_child([] {
		const sigset_t first = bit(33) | bit(34);
		sigprocmask(SIG_BLOCK, &first, nullptr);
		section only;
		const sigset_t second = bit(34) | bit(35);
		sigprocmask(SIG_UNBLOCK, &second, nullptr);
		EXPECT_EQ(true_mask(), ALL_MASKABLE & ~second);
		const sigset_t third = bit(35);
		sigprocmask(SIG_BLOCK, &third, nullptr);
		only.end();
		EXPECT_EQ(true_mask(), bit(33) | bit(35));
	});
}

static void
unblock_in_context(int, siginfo_t*, void* context)
{
	((ucontext_t*)context)->uc_sigmask &= ~bit(33);
}

TEST(SectionsOf, CurrentHandlerChangesTheMaskOfASection)
{
	in_child([] {
		struct sigaction action = {};
		action.sa_sigaction = unblock_in_context;
		action.sa_flags = SA_SIGINFO;
		ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
		const sigset_t first = bit(33) | bit(34);
		sigprocmask(SIG_BLOCK, &first, nullptr);
		section only;
		sigset_t one = bit(SIGUSR1);
		sigprocmask(SIG_UNBLOCK, &one, nullptr);
		raise(SIGUSR1);
		EXPECT_EQ(true_mask(), ALL_MASKABLE & ~bit(33) & ~bit(SIGUSR1));
		only.end();
		EXPECT_EQ(true_mask(), bit(34));
	});
}

/* Unblocking everything ends a section, and leaves current code's alone. */
TEST(SectionsOf, UnblockingEverything)
{
	in_child([] {
		const sigset_t first = bit(33) | bit(SIGHUP);
		sigprocmask(SIG_BLOCK, &first, nullptr);
		const legacy_set full = EVERYTHING;
		section only;
		ASSERT_EQ(legacy.sigprocmask(SIG_UNBLOCK, &full, nullptr), 0);
		EXPECT_EQ(true_mask(), bit(33));
		ASSERT_EQ(legacy.sigprocmask(SIG_UNBLOCK, &full, nullptr), 0);
		EXPECT_EQ(true_mask(), bit(33));
	});
}

/* Signals sent meanwhile arrive when the section ends, none before. */
static int arrived[LAST_REALTIME + 1];

static void
count_arrival(int signal)
{
	arrived[signal]++;
}

TEST(SectionsOf, SignalsWaitForTheEnd)
{
	in_child([] {
		for (const int signal : { SIGUSR1, SIGBUS, 33, 40 }) {
			struct sigaction action = {};
			action.sa_handler = count_arrival;
			ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
		}
		section only;
		for (const int signal : { SIGUSR1, SIGBUS, 33, 40 }) {
			raise(signal);
			EXPECT_EQ(arrived[signal], 0);
		}
		only.end();
		for (const int signal : { SIGUSR1, SIGBUS, 33, 40 })
			EXPECT_EQ(arrived[signal], 1);
	});
}
