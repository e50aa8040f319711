/* sigsuspend(), sigpause(), sigwait(), sigpending(), pselect() of legacy code. */
#include <pthread.h>
#include <thread>

#include "legacy_test.h"

static int call_count;
static uint64_t mask_inside;

static void
record(int, void*, vregs)
{
	call_count++;
	mask_inside = true_mask();
}

/* Sends a signal to the calling thread when it sleeps. */
class sender {
public:
	explicit
	sender(int signal)
		:
		fThread([target = thread_number(), signal] {
			await_sleep(target);
			syscall(SYS_tgkill, getpid(), target, host_number(signal));
		})
	{
	}

	~sender()
	{
		fThread.join();
	}

private:
	std::thread	fThread;
};

TEST(Waiting, SigsuspendWaitsWithItsMask)
{
	in_child([] {
		legacy.signal(SIGUSR1, as_handler(record));
		legacy.sighold(SIGUSR1);
		legacy.sighold(SIGHUP);
		const uint64_t before = kernel_mask();
		const legacy_set mask = legacy_bit(SIGTERM);
		sender later(SIGUSR1);
		EXPECT_ERROR(legacy.sigsuspend(&mask), EINTR);
		EXPECT_EQ(call_count, 1);
		EXPECT_EQ(mask_inside, bit(SIGTERM) | bit(SIGUSR1));
		EXPECT_EQ(kernel_mask(), before);
	});
}

/* What current code has blocked stays blocked. */
TEST(Waiting, SigsuspendHoldsWhatCurrentCodeBlocked)
{
	in_child([] {
		const sigset_t realtime = bit(35);
		sigprocmask(SIG_BLOCK, &realtime, nullptr);
		legacy.signal(SIGUSR1, as_handler(record));
		const legacy_set mask = 0;
		{
			sender later(SIGUSR1);
			EXPECT_ERROR(legacy.sigsuspend(&mask), EINTR);
		}
		EXPECT_EQ(mask_inside, bit(SIGUSR1) | bit(35));
		/* Within a section too: only the others are let through. */
		const legacy_set full = EVERYTHING;
		legacy.sigprocmask(SIG_BLOCK, &full, nullptr);
		{
			sender later(SIGUSR1);
			EXPECT_ERROR(legacy.sigsuspend(&mask), EINTR);
		}
		EXPECT_EQ(mask_inside, bit(SIGUSR1) | bit(35));
		EXPECT_TRUE(true_mask() & bit(36));
	});
}

TEST(Waiting, SigpauseLetsOneThrough)
{
	in_child([] {
		legacy.signal(SIGUSR1, as_handler(record));
		legacy.sighold(SIGUSR1);
		legacy.sighold(SIGHUP);
		const uint64_t before = kernel_mask();
		sender later(SIGUSR1);
		EXPECT_ERROR(legacy.sigpause(SIGUSR1), EINTR);
		EXPECT_EQ(mask_inside, bit(SIGUSR1) | bit(SIGHUP));
		EXPECT_EQ(kernel_mask(), before);
	});
}

TEST(Waiting, SigpauseOfSegmentationViolationLetsBusErrorThrough)
{
	in_child([] {
		legacy.signal(SIGSEGV, as_handler(record));
		legacy.sighold(SIGSEGV);
		sender later(SIGBUS);
		EXPECT_ERROR(legacy.sigpause(SIGSEGV), EINTR);
		EXPECT_EQ(call_count, 1);
	});
}

TEST(Waiting, SigwaitTakesWhatIsPending)
{
	in_child([] {
		legacy.signal(SIGUSR1, as_handler(record));
		legacy.sighold(SIGUSR1);
		raise(SIGUSR1);
		const legacy_set set = legacy_bit(SIGUSR1) | legacy_bit(SIGUSR2);
		int signal = 0;
		EXPECT_EQ(legacy.sigwait(&set, &signal), 0);
		EXPECT_EQ(signal, SIGUSR1);
		legacy_set pending = 7;
		EXPECT_EQ(legacy.sigpending(&pending), 0);
		EXPECT_EQ(pending, 0);
		EXPECT_EQ(call_count, 0);
		EXPECT_EQ(true_mask(), bit(SIGUSR1));
	});
}

TEST(Waiting, SigwaitTakesWhatArrivesBlockedOrNot)
{
	in_child([] {
		for (const any_handler disposition : { SIG_DFL, SIG_IGN,
				as_handler(record) }) {
			legacy.signal(SIGUSR2, disposition);
			const legacy_set set = legacy_bit(SIGUSR2);
			int signal = 0;
			sender later(SIGUSR2);
			EXPECT_EQ(legacy.sigwait(&set, &signal), 0);
			EXPECT_EQ(signal, SIGUSR2);
			EXPECT_EQ(true_mask(), 0u);
		}
		EXPECT_EQ(call_count, 0);
	});
}

/* Legacy code has no number for realtime signals: they are left to others. */
TEST(Waiting, SigwaitForEverythingLeavesRealtimeSignals)
{
	in_child([] {
		const legacy_set full = EVERYTHING;
		ASSERT_EQ(legacy.sigprocmask(SIG_SETMASK, &full, nullptr), 0);
		raise(FIRST_REALTIME);
		raise(SIGHUP);
		int signal = 0;
		EXPECT_EQ(legacy.sigwait(&full, &signal), 0);
		EXPECT_EQ(signal, SIGHUP);
		sigset_t pending;
		sigpending(&pending);
		EXPECT_EQ(pending, bit(FIRST_REALTIME));
		legacy_set shown = 7;
		EXPECT_EQ(legacy.sigpending(&shown), 0);
		EXPECT_EQ(shown, 0);
	});
}

TEST(Waiting, PselectWaitsWithItsMask)
{
	in_child([] {
		legacy.signal(SIGUSR1, as_handler(record));
		legacy.sighold(SIGUSR1);
		const sigset_t realtime = bit(35);
		sigprocmask(SIG_BLOCK, &realtime, nullptr);
		const uint64_t before = kernel_mask();
		raise(SIGUSR1);
		const legacy_set mask = legacy_bit(SIGHUP);
		const struct timespec minute = { 60, 0 };
		EXPECT_ERROR(legacy.pselect(0, nullptr, nullptr, nullptr, &minute, &mask),
			EINTR);
		EXPECT_EQ(mask_inside, bit(SIGUSR1) | bit(SIGHUP) | bit(35));
		EXPECT_EQ(kernel_mask(), before);
		EXPECT_EQ(minute.tv_sec, 60);

		int ends[2];
		ASSERT_EQ(pipe(ends), 0);
		ASSERT_EQ(write(ends[1], "x", 1), 1);
		fd_set readable;
		FD_ZERO(&readable);
		FD_SET(ends[0], &readable);
		EXPECT_EQ(legacy.pselect(ends[0] + 1, &readable, nullptr, nullptr, nullptr,
			nullptr), 1);
		EXPECT_TRUE(FD_ISSET(ends[0], &readable));
		const struct timespec none = { 0, 0 };
		EXPECT_EQ(legacy.pselect(0, nullptr, nullptr, nullptr, &none, &mask), 0);
	});
}

TEST(Waiting, BadArgumentsAreErrors)
{
	in_child([] {
		const uint64_t before = kernel_mask();
		legacy_set* bad = bad_pointer<legacy_set>();
		const struct timespec none = { 0, 0 };
		const struct timespec unnormalised = { 0, 1000000000 };
		const struct timespec negative = { -1, 0 };
		const legacy_set set = legacy_bit(SIGUSR1);
		int signal = 7;
		EXPECT_ERROR(legacy.sigsuspend(bad), EFAULT);
		EXPECT_ERROR(legacy.sigpending(bad), EFAULT);
		EXPECT_EQ(legacy.sigwait(bad, &signal), EFAULT);
		EXPECT_EQ(legacy.sigwait(&set, bad_pointer<int>()), EFAULT);
		EXPECT_ERROR(legacy.pselect(0, nullptr, nullptr, nullptr, &none, bad),
			EFAULT);
		EXPECT_ERROR(legacy.pselect(0, nullptr, nullptr, nullptr,
			bad_pointer<struct timespec>(), &set), EFAULT);
		EXPECT_ERROR(legacy.pselect(0, nullptr, nullptr, nullptr, &unnormalised,
			&set), EINVAL);
		EXPECT_ERROR(legacy.pselect(0, nullptr, nullptr, nullptr, &negative, &set),
			EINVAL);
		EXPECT_ERROR(legacy.pselect(-1, nullptr, nullptr, nullptr, &none, &set),
			EINVAL);
		EXPECT_EQ(signal, 7);
		EXPECT_EQ(kernel_mask(), before);
	});
}
