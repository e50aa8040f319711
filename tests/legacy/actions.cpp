/* sigaction(), signal(), sigset(), sigignore(), siginterrupt() of legacy code. */
#include <sys/mman.h>

#include "legacy_test.h"

constexpr int COMPATIBLE_HANDLER = (int)0x80000000;

static bool
is_catchable(int signal)
{
	return signal != SIGKILL && signal != SIGSTOP && signal != SIGKILLTHR;
}

static void
other_handler(int, void*, vregs)
{
}

TEST(Actions, WhatIsSetIsTold)
{
	in_child([] {
		int userdata;
		for (int signal = 1; signal <= LAST_LEGACY; signal++) {
			if (!is_catchable(signal))
				continue;
			SCOPED_TRACE(signal);
			const legacy_action action = { as_handler(ignore_userdata),
				legacy_bit(SIGUSR2) | legacy_bit(SIGHUP),
				SA_RESTART | SA_NODEFER | SA_ONSTACK, &userdata };
			EXPECT_EQ(legacy.sigaction(signal, &action, nullptr), 0);
			legacy_action told = {};
			EXPECT_EQ(legacy.sigaction(signal, nullptr, &told), 0);
			EXPECT_EQ(told.handler, action.handler);
			EXPECT_EQ(told.mask, action.mask);
			EXPECT_EQ(told.flags, action.flags);
			EXPECT_EQ(told.userdata, &userdata);

			const legacy_action next = { as_handler(other_handler), 0, 0,
				nullptr };
			EXPECT_EQ(legacy.sigaction(signal, &next, &told), 0);
			EXPECT_EQ(told.handler, action.handler);
			EXPECT_EQ(told.mask, action.mask);
			EXPECT_EQ(told.flags, action.flags);
		}
	});
}

TEST(Actions, MaskOfEverythingIsToldAsSuch)
{
	in_child([] {
		const legacy_action action = { as_handler(ignore_userdata), EVERYTHING, 0,
			nullptr };
		ASSERT_EQ(legacy.sigaction(SIGHUP, &action, nullptr), 0);
		legacy_action told;
		ASSERT_EQ(legacy.sigaction(SIGHUP, nullptr, &told), 0);
		EXPECT_EQ(told.mask, EVERYTHING);
	});
}

TEST(Actions, SegmentationViolationActionIsTheBusErrorActionToo)
{
	in_child([] {
		const legacy_action action = { as_handler(ignore_userdata), 0, 0,
			nullptr };
		ASSERT_EQ(legacy.sigaction(SIGSEGV, &action, nullptr), 0);
		struct sigaction bus;
		struct sigaction violation;
		ASSERT_EQ(sigaction(SIGBUS, nullptr, &bus), 0);
		ASSERT_EQ(sigaction(SIGSEGV, nullptr, &violation), 0);
		EXPECT_NE(bus.sa_handler, SIG_DFL);
		EXPECT_EQ(bus.sa_handler, violation.sa_handler);
		EXPECT_EQ(legacy.signal(SIGSEGV, SIG_DFL), as_handler(ignore_userdata));
		EXPECT_EQ(true_action(SIGBUS).handler, 0u);
		EXPECT_EQ(true_action(SIGSEGV).handler, 0u);
		EXPECT_EQ(legacy.sigignore(SIGSEGV), 0);
		EXPECT_EQ(true_action(SIGBUS).handler, 1u);
		EXPECT_EQ(true_action(SIGSEGV).handler, 1u);
	});
}

TEST(Actions, CompatibilityFlagIsNeverTold)
{
	in_child([] {
		for (const any_handler handler : { as_handler(ignore_userdata), SIG_IGN,
				SIG_DFL }) {
			const legacy_action action = { handler, 0, COMPATIBLE_HANDLER,
				nullptr };
			ASSERT_EQ(legacy.sigaction(SIGUSR1, &action, nullptr), 0);
			legacy_action told;
			ASSERT_EQ(legacy.sigaction(SIGUSR1, nullptr, &told), 0);
			EXPECT_EQ(told.flags & COMPATIBLE_HANDLER, 0);
			struct sigaction current;
			ASSERT_EQ(sigaction(SIGUSR1, nullptr, &current), 0);
			EXPECT_EQ(current.sa_flags & COMPATIBLE_HANDLER, 0);
			struct sigaction again;
			ASSERT_EQ(sigaction(SIGUSR1, &current, &again), 0);
			EXPECT_EQ(again.sa_flags & COMPATIBLE_HANDLER, 0);
		}
	});
}

static int received;

static void
count_if_current(int, siginfo_t* info, void*)
{
	received += info->si_signo == SIGUSR1 ? 1 : 0;
}

/* A current program that sets the private bit must not get legacy calls. */
TEST(Actions, CurrentCodeCannotSetTheCompatibilityFlag)
{
	in_child([] {
		struct sigaction action = {};
		action.sa_sigaction = count_if_current;
		action.sa_flags = SA_SIGINFO | COMPATIBLE_HANDLER;
		ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
		raise(SIGUSR1);
		EXPECT_EQ(received, 1);
		ASSERT_EQ(sigaction(SIGUSR1, nullptr, &action), 0);
		EXPECT_EQ(action.sa_flags, SA_SIGINFO);
	});
}

TEST(Actions, SignalTellsThePreviousHandler)
{
	in_child([] {
		EXPECT_EQ(legacy.signal(SIGTERM, as_handler(ignore_userdata)), SIG_DFL);
		EXPECT_EQ(legacy.signal(SIGTERM, as_handler(other_handler)),
			as_handler(ignore_userdata));
		EXPECT_EQ(legacy.signal(SIGTERM, SIG_IGN), as_handler(other_handler));
		EXPECT_EQ(legacy.signal(SIGTERM, SIG_DFL), SIG_IGN);
		legacy_action told;
		ASSERT_EQ(legacy.signal(SIGTERM, as_handler(other_handler)), SIG_DFL);
		ASSERT_EQ(legacy.sigaction(SIGTERM, nullptr, &told), 0);
		EXPECT_EQ(told.flags, SA_RESTART);
		EXPECT_EQ(told.mask, 0);
	});
}

TEST(Actions, SigsetTellsHeldSignals)
{
	in_child([] {
		EXPECT_EQ(legacy.sigset(SIGUSR1, as_handler(other_handler)), SIG_DFL);
		EXPECT_EQ(legacy.sigset(SIGUSR1, SIG_HOLD), as_handler(other_handler));
		EXPECT_EQ(true_mask(), bit(SIGUSR1));
		EXPECT_EQ(legacy.sigset(SIGUSR1, SIG_HOLD), SIG_HOLD);
		EXPECT_EQ(legacy.sigset(SIGUSR1, SIG_IGN), SIG_HOLD);
		EXPECT_EQ(true_mask(), 0u);
		EXPECT_EQ(legacy.sigset(SIGUSR1, SIG_DFL), SIG_IGN);

		EXPECT_EQ(legacy.sigset(SIGSEGV, SIG_HOLD), SIG_DFL);
		EXPECT_EQ(true_mask(), bit(SIGSEGV) | bit(SIGBUS));
		EXPECT_EQ(legacy.sigset(SIGSEGV, SIG_DFL), SIG_HOLD);
		EXPECT_EQ(true_mask(), 0u);
	});
}

TEST(Actions, SiginterruptChangesRestartOnly)
{
	in_child([] {
		int userdata;
		const legacy_action action = { as_handler(other_handler),
			legacy_bit(SIGHUP), SA_NODEFER, &userdata };
		ASSERT_EQ(legacy.sigaction(SIGUSR1, &action, nullptr), 0);
		legacy_action told;
		EXPECT_EQ(legacy.siginterrupt(SIGUSR1, 0), 0);
		ASSERT_EQ(legacy.sigaction(SIGUSR1, nullptr, &told), 0);
		EXPECT_EQ(told.flags, SA_NODEFER | SA_RESTART);
		EXPECT_EQ(told.handler, action.handler);
		EXPECT_EQ(told.mask, action.mask);
		EXPECT_EQ(told.userdata, &userdata);
		EXPECT_EQ(legacy.siginterrupt(SIGUSR1, 1), 0);
		ASSERT_EQ(legacy.sigaction(SIGUSR1, nullptr, &told), 0);
		EXPECT_EQ(told.flags, SA_NODEFER);
	});
}

static std::vector<kernel_action>
all_actions()
{
	std::vector<kernel_action> actions;
	for (int signal = 1; signal <= LAST_REALTIME; signal++)
		actions.push_back(true_action(signal));
	return actions;
}

TEST(Actions, OtherNumbersAreErrorsAndChangeNothing)
{
	in_child([] {
		const auto before = all_actions();
		const legacy_action action = { as_handler(other_handler), 0, 0, nullptr };
		for (const int signal : NO_LEGACY_SIGNALS) {
			SCOPED_TRACE(signal);
			legacy_action told = { SIG_ERR, 7, 7, nullptr };
			EXPECT_ERROR(legacy.sigaction(signal, &action, &told), EINVAL);
			EXPECT_ERROR(legacy.sigaction(signal, nullptr, &told), EINVAL);
			EXPECT_EQ(told.mask, 7);
			errno = 0;
			EXPECT_EQ(legacy.signal(signal, as_handler(other_handler)), SIG_ERR);
			EXPECT_EQ(errno, EINVAL);
			errno = 0;
			EXPECT_EQ(legacy.sigset(signal, as_handler(other_handler)), SIG_ERR);
			EXPECT_EQ(errno, EINVAL);
			errno = 0;
			EXPECT_EQ(legacy.sigset(signal, SIG_HOLD), SIG_ERR);
			EXPECT_EQ(errno, EINVAL);
			EXPECT_ERROR(legacy.sigignore(signal), EINVAL);
			EXPECT_ERROR(legacy.siginterrupt(signal, 1), EINVAL);
			EXPECT_ERROR(legacy.sighold(signal), EINVAL);
			EXPECT_ERROR(legacy.sigrelse(signal), EINVAL);
			EXPECT_ERROR(legacy.sigpause(signal), EINVAL);
		}
		EXPECT_EQ(all_actions(), before);
		EXPECT_EQ(true_mask(), 0u);
	});
}

class Uncatchable : public testing::TestWithParam<int> {
};

TEST_P(Uncatchable, CanBeAskedForButNotChanged)
{
	const int signal = GetParam();
	in_child([signal] {
		const auto before = all_actions();
		const legacy_action action = { as_handler(other_handler), 0, 0, nullptr };
		legacy_action told = { SIG_ERR, 7, 7, nullptr };
		EXPECT_ERROR(legacy.sigaction(signal, &action, nullptr), EINVAL);
		EXPECT_EQ(legacy.sigaction(signal, nullptr, &told), 0);
		EXPECT_EQ(told.handler, SIG_DFL);
		for (const any_handler handler : { as_handler(other_handler), SIG_IGN,
				SIG_DFL }) {
			errno = 0;
			EXPECT_EQ(legacy.signal(signal, handler), SIG_ERR);
			EXPECT_EQ(errno, EINVAL);
			errno = 0;
			EXPECT_EQ(legacy.sigset(signal, handler), SIG_ERR);
			EXPECT_EQ(errno, EINVAL);
		}
		errno = 0;
		EXPECT_EQ(legacy.sigset(signal, SIG_HOLD), SIG_ERR);
		EXPECT_EQ(errno, EINVAL);
		EXPECT_ERROR(legacy.sigignore(signal), EINVAL);
		EXPECT_ERROR(legacy.siginterrupt(signal, 0), EINVAL);
		EXPECT_EQ(all_actions(), before);
		EXPECT_EQ(true_mask(), 0u);
	});
}

INSTANTIATE_TEST_SUITE_P(Actions, Uncatchable,
	testing::Values(SIGKILL, SIGSTOP, SIGKILLTHR));

TEST(Actions, SigErrIsNoHandler)
{
	in_child([] {
		const auto before = all_actions();
		errno = 0;
		EXPECT_EQ(legacy.signal(SIGUSR1, SIG_ERR), SIG_ERR);
		EXPECT_EQ(errno, EINVAL);
		errno = 0;
		EXPECT_EQ(legacy.sigset(SIGUSR1, SIG_ERR), SIG_ERR);
		EXPECT_EQ(errno, EINVAL);
		EXPECT_EQ(all_actions(), before);
	});
}

TEST(Actions, BadPointersAreErrorsAndChangeNothing)
{
	in_child([] {
		const auto before = all_actions();
		const legacy_action action = { as_handler(other_handler), 0, 0, nullptr };
		legacy_action told = { SIG_ERR, 7, 7, nullptr };
		EXPECT_ERROR(legacy.sigaction(SIGUSR1, bad_pointer<legacy_action>(),
			nullptr), EFAULT);
		EXPECT_ERROR(legacy.sigaction(SIGUSR1, &action,
			bad_pointer<legacy_action>()), EFAULT);
		EXPECT_ERROR(legacy.sigaction(SIGSEGV, &action,
			bad_pointer<legacy_action>()), EFAULT);
		EXPECT_ERROR(legacy.sigaction(SIGUSR1, bad_pointer<legacy_action>(),
			&told), EFAULT);
		EXPECT_EQ(told.mask, 7);
		EXPECT_EQ(all_actions(), before);

		void* page = mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS,
			-1, 0);
		ASSERT_NE(page, MAP_FAILED);
		EXPECT_ERROR(legacy.sigaction(SIGUSR1, &action, (legacy_action*)page),
			EFAULT);
		EXPECT_EQ(all_actions(), before);
	});
}

/* The smaller structure: what lies behind it is not touched. */
TEST(Actions, NothingIsWrittenBehindTheStructures)
{
	in_child([] {
		struct {
			uint32_t		before;
			legacy_action	action;
			uint32_t		behind[8];
		} guarded;
		memset(&guarded, 0xa5, sizeof(guarded));
		ASSERT_EQ(legacy.sigaction(SIGUSR1, nullptr, &guarded.action), 0);
		for (const uint32_t word : guarded.behind)
			EXPECT_EQ(word, 0xa5a5a5a5u);

		legacy_set sets[3] = { 0x5a5a5a5a, 0, 0x5a5a5a5a };
		ASSERT_EQ(legacy.sigprocmask(SIG_BLOCK, nullptr, &sets[1]), 0);
		ASSERT_EQ(legacy.sigpending(&sets[1]), 0);
		EXPECT_EQ(sets[0], 0x5a5a5a5a);
		EXPECT_EQ(sets[2], 0x5a5a5a5a);
	});
}
