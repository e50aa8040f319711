/* sigprocmask(), pthread_sigmask(), sighold(), sigrelse() of legacy code: the
 * plain cases. sections.cpp and mask_property.cpp have those where current code
 * takes part. */
#include <sys/mman.h>

#include "legacy_test.h"

constexpr uint64_t
widened(int signal)
{
	return signal == SIGSEGV ? bit(SIGSEGV) | bit(SIGBUS) : bit(signal);
}

static bool
is_maskable(int signal)
{
	return signal != SIGKILL && signal != SIGSTOP && signal != SIGKILLTHR;
}

TEST(Masks, EachSignalIsBlockedAndUnblocked)
{
	in_child([] {
		for (int signal = 1; signal <= LAST_LEGACY; signal++) {
			SCOPED_TRACE(signal);
			const uint64_t expected = is_maskable(signal) ? widened(signal) : 0;
			const legacy_set shown = is_maskable(signal) ? legacy_bit(signal) : 0;
			const legacy_set set = legacy_bit(signal);
			legacy_set old = 7;
			EXPECT_EQ(legacy.sigprocmask(SIG_BLOCK, &set, &old), 0);
			EXPECT_EQ(old, 0);
			EXPECT_EQ(true_mask(), expected);
			EXPECT_EQ(legacy.sigprocmask(SIG_UNBLOCK, &set, &old), 0);
			EXPECT_EQ(old, shown);
			EXPECT_EQ(true_mask(), 0u);
			EXPECT_EQ(legacy.sighold(signal), 0);
			EXPECT_EQ(true_mask(), expected);
			EXPECT_EQ(legacy.sigrelse(signal), 0);
			EXPECT_EQ(true_mask(), 0u);
			EXPECT_EQ(legacy.pthread_sigmask(SIG_SETMASK, &set, &old), 0);
			EXPECT_EQ(true_mask(), expected);
			set_true_mask(0);
		}
	});
}

TEST(Masks, FullSetHoldsBackWhatItCannotName)
{
	in_child([] {
		legacy_set full;
		legacy.sigfillset(&full);
		legacy_set old;
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &full, &old), 0);
		EXPECT_EQ(old, 0);
		for (int signal = FIRST_REALTIME; signal <= LAST_REALTIME; signal++)
			EXPECT_TRUE(true_mask() & bit(signal)) << signal;
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &old, &full), 0);
		EXPECT_LT(full, 0);
		EXPECT_EQ(true_mask(), 0u);
	});
}

TEST(Masks, BlockedBusErrorShowsAsSegmentationViolation)
{
	in_child([] {
		set_true_mask(bit(SIGBUS) | bit(SIGUSR1) | bit(FIRST_REALTIME));
		legacy_set old;
		ASSERT_EQ(legacy.sigprocmask(SIG_BLOCK, nullptr, &old), 0);
		EXPECT_EQ(old, legacy_bit(SIGSEGV) | legacy_bit(SIGUSR1));
	});
}

TEST(Masks, HostOnlySignalsKeepTheirState)
{
	in_child([] {
		const uint64_t hostOnly = bit(HOST_SIGPWR) | bit(50);
		syscall(SYS_rt_sigprocmask, 2, &hostOnly, nullptr, sizeof(hostOnly));
		legacy_set set = legacy_bit(SIGHUP);
		legacy_set old;
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &set, &old), 0);
		EXPECT_EQ(kernel_mask(), hostOnly | host_set(bit(SIGHUP)));
		set = EVERYTHING;
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &set, nullptr), 0);
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &old, nullptr), 0);
		EXPECT_EQ(kernel_mask(), hostOnly);
		ASSERT_EQ(legacy.sigprocmask(SIG_UNBLOCK, &set, nullptr), 0);
		EXPECT_EQ(kernel_mask(), hostOnly);
	});
}

TEST(Masks, OtherHowsAreErrorsAndChangeNothing)
{
	in_child([] {
		set_true_mask(bit(SIGHUP) | bit(FIRST_REALTIME));
		const uint64_t before = kernel_mask();
		for (const int how : { -1, 0, 4, 5, INT32_MAX, INT32_MIN }) {
			for (const legacy_set set : { legacy_bit(SIGUSR1), EVERYTHING }) {
				legacy_set old = 7;
				EXPECT_ERROR(legacy.sigprocmask(how, &set, &old), EINVAL);
				EXPECT_EQ(legacy.pthread_sigmask(how, &set, &old), EINVAL);
				EXPECT_EQ(old, 7);
				EXPECT_EQ(kernel_mask(), before);
			}
			/* Without a set, it does not matter. */
			legacy_set old = 7;
			EXPECT_EQ(legacy.sigprocmask(how, nullptr, &old), 0);
			EXPECT_EQ(old, legacy_bit(SIGHUP));
		}
	});
}

TEST(Masks, BadPointersAreErrorsAndChangeNothing)
{
	in_child([] {
		const uint64_t before = kernel_mask();
		const legacy_set set = EVERYTHING;
		legacy_set old = 7;
		legacy_set* bad = bad_pointer<legacy_set>();
		for (const int how : { SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK }) {
			EXPECT_ERROR(legacy.sigprocmask(how, bad, &old), EFAULT);
			EXPECT_ERROR(legacy.sigprocmask(how, &set, bad), EFAULT);
			EXPECT_ERROR(legacy.sigprocmask(how, nullptr, bad), EFAULT);
			errno = 0;
			EXPECT_EQ(legacy.pthread_sigmask(how, bad, &old), EFAULT);
			EXPECT_EQ(legacy.pthread_sigmask(how, &set, bad), EFAULT);
			EXPECT_EQ(errno, 0);
			EXPECT_EQ(old, 7);
			EXPECT_EQ(kernel_mask(), before);
		}
		/* What was refused leaves no trace: this is not the end of a section. */
		ASSERT_EQ(legacy.sigprocmask(SIG_BLOCK, nullptr, &old), 0);
		EXPECT_EQ(old, 0);
	});
}

/* 4 bytes at the end of a page are enough: nothing wider is read or written. */
TEST(Masks, SetAtTheEndOfAPage)
{
	in_child([] {
		char* pages = (char*)mmap(nullptr, 8192, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		ASSERT_NE(pages, MAP_FAILED);
		ASSERT_EQ(mprotect(pages + 4096, 4096, PROT_NONE), 0);
		legacy_set* last = (legacy_set*)(pages + 4096) - 1;
		*last = legacy_bit(SIGHUP);
		EXPECT_EQ(legacy.sigprocmask(SIG_SETMASK, last, last), 0);
		EXPECT_EQ(true_mask(), bit(SIGHUP));
		EXPECT_EQ(*last, 0);
		EXPECT_EQ(legacy.sigpending(last), 0);
		legacy_set* beyond = (legacy_set*)(pages + 4096);
		EXPECT_ERROR(legacy.sigprocmask(SIG_SETMASK, beyond, nullptr), EFAULT);
		EXPECT_ERROR(legacy.sigpending(beyond), EFAULT);
		EXPECT_EQ(true_mask(), bit(SIGHUP));
	});
}
