/* SIGSEGV stands for SIGBUS: in handlers, sets, waits and status words. */
#include <setjmp.h>

#include "bus_error.h"
#include "legacy_test.h"

static int seen_signal;
static sigjmp_buf after_fault;

static void
note_and_leave(int signal, void*, vregs)
{
	seen_signal = signal;
	siglongjmp(after_fault, 1);
}

static void
note(int signal, void*, vregs)
{
	seen_signal = signal;
}

TEST(BusError, HandlerOfARealOneGetsSegmentationViolation)
{
	in_child([] {
		volatile char* page = page_without_file();
		ASSERT_NE(page, nullptr);
		legacy.signal(SIGSEGV, as_handler(note_and_leave));
		if (sigsetjmp(after_fault, 1) == 0) {
			*page = 1;
			FAIL() << "no fault";
		}
		EXPECT_EQ(seen_signal, 11);
	});
}

static int current_signal;

static void
note_in_current_code(int signal)
{
	current_signal = signal;
	siglongjmp(after_fault, 1);
}

/* The same fault in current code is what it is. */
TEST(BusError, CurrentHandlerGetsBusError)
{
	in_child([] {
		volatile char* page = page_without_file();
		ASSERT_NE(page, nullptr);
		legacy.signal(SIGSEGV, as_handler(note_and_leave));
		signal(SIGBUS, note_in_current_code);
		if (sigsetjmp(after_fault, 1) == 0)
			*page = 1;
		EXPECT_EQ(current_signal, SIGBUS);
		EXPECT_EQ(seen_signal, 0);
	});
}

TEST(BusError, RaisedOneArrivesAsSegmentationViolation)
{
	in_child([] {
		legacy.signal(SIGSEGV, as_handler(note));
		raise(SIGBUS);
		EXPECT_EQ(seen_signal, 11);
	});
}

TEST(BusError, PendingOneShowsAsSegmentationViolation)
{
	in_child([] {
		ASSERT_EQ(legacy.sighold(SIGSEGV), 0);
		raise(SIGBUS);
		legacy_set pending;
		ASSERT_EQ(legacy.sigpending(&pending), 0);
		EXPECT_EQ(pending, legacy_bit(11));

		const legacy_set set = legacy_bit(11);
		int signal = 0;
		ASSERT_EQ(legacy.sigwait(&set, &signal), 0);
		EXPECT_EQ(signal, 11);
		ASSERT_EQ(legacy.sigpending(&pending), 0);
		EXPECT_EQ(pending, 0);
	});
}

TEST(BusError, BlockedInHandlerMask)
{
	in_child([] {
		static uint64_t mask;
		const legacy_action action = {
			as_handler([](int, void*, vregs) { mask = true_mask(); }),
			legacy_bit(SIGSEGV), 0, nullptr };
		ASSERT_EQ(legacy.sigaction(SIGHUP, &action, nullptr), 0);
		raise(SIGHUP);
		EXPECT_EQ(mask, bit(SIGHUP) | bit(SIGSEGV) | bit(SIGBUS));
	});
}

class DeathSeenByLegacyParent : public testing::TestWithParam<int> {
};

TEST_P(DeathSeenByLegacyParent, OfSignal)
{
	in_child([] {
		forbid_core_file();
		const int signal = GetParam();
		const pid_t child = start_child([signal] { return kill(getpid(), signal); });
		int status = -1;
		ASSERT_EQ(legacy.waitpid(child, &status, 0), child);
		EXPECT_EQ(status, (signal == SIGBUS ? 11 : signal) << 8);
	});
}

INSTANTIATE_TEST_SUITE_P(BusError, DeathSeenByLegacyParent,
	testing::Values(SIGBUS, SIGSEGV, SIGTERM, SIGXFSZ, SIGKILL));

TEST(BusError, RealOneWithoutHandlerEndsAsSegmentationViolation)
{
	in_child([] {
		forbid_core_file();
		const pid_t child = start_child([] {
			volatile char* page = page_without_file();
			*page = 1;
			return 0;
		});
		int status = -1;
		ASSERT_EQ(legacy.wait(&status), child);
		EXPECT_EQ(status, 11 << 8);
	});
}
