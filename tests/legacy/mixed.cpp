/* Legacy, current and host code in one process: each asks for, calls and puts
 * back what another has installed. */
#include <ucontext.h>

#include "host_calls.h"
#include "legacy_test.h"

static int legacy_count;
static int legacy_signal_seen;
static void* legacy_userdata_seen;
static unsigned long legacy_ip_seen;

static unsigned long
instruction_of(const vregs& registers)
{
#if defined(__i386__)
	return registers.eip;
#else
	return registers.rip;
#endif
}

static void
legacy_record(int signal, void* userdata, vregs registers)
{
	legacy_count++;
	legacy_signal_seen = signal;
	legacy_userdata_seen = userdata;
	legacy_ip_seen = instruction_of(registers);
}

static int current_count;
static int current_signal_seen;
static siginfo_t current_info_seen;
static void* current_userdata_seen;
static unsigned long current_ip_seen;

static void
current_info(int signal, siginfo_t* info, void* context, void* userdata)
{
	current_count++;
	current_signal_seen = signal;
	current_info_seen = *info;
	current_userdata_seen = userdata;
	current_ip_seen = instruction_of(((ucontext_t*)context)->uc_mcontext);
}

static void
current_plain(int signal, void* userdata, vregs* registers)
{
	current_count++;
	current_signal_seen = signal;
	current_userdata_seen = userdata;
	current_ip_seen = instruction_of(*registers);
}

static int userdata;

static void
install_legacy(int signal)
{
	const legacy_action action = { as_handler(legacy_record),
		legacy_bit(SIGHUP) | legacy_bit(SIGSEGV), SA_NODEFER, &userdata };
	ASSERT_EQ(legacy.sigaction(signal, &action, nullptr), 0);
}

static struct sigaction
current_action(bool withInfo)
{
	struct sigaction action = {};
	if (withInfo)
		action.sa_sigaction = (void (*)(int, siginfo_t*, void*))(void*)current_info;
	else
		action.sa_handler = (any_handler)(void*)current_plain;
	/* What a legacy set cannot say: realtime, and SIGBUS without SIGSEGV. */
	action.sa_mask = bit(SIGHUP) | bit(SIGBUS) | bit(35);
	action.sa_flags = SA_RESTART | (withInfo ? SA_SIGINFO : 0);
	action.sa_userdata = &userdata;
	return action;
}

static void
expect_same(const struct sigaction& one, const struct sigaction& other)
{
	EXPECT_EQ(one.sa_handler, other.sa_handler);
	EXPECT_EQ(one.sa_mask, other.sa_mask);
	EXPECT_EQ(one.sa_flags, other.sa_flags);
	EXPECT_EQ(one.sa_userdata, other.sa_userdata);
}

/* To the kernel each handler is one of libroot's entries. */
static void
expect_same_but_for_slot(const kernel_action& one, const kernel_action& other)
{
	EXPECT_EQ(one.flags, other.flags);
	EXPECT_EQ(one.mask[0], other.mask[0]);
	EXPECT_EQ(one.mask[1], other.mask[1]);
}

/* -- current code asks for legacy code's action --------------------------------- */

TEST(Mixed, CurrentCodeCallsALegacyHandler)
{
	in_child([] {
		install_legacy(SIGUSR1);
		struct sigaction told;
		ASSERT_EQ(sigaction(SIGUSR1, nullptr, &told), 0);
		EXPECT_EQ(told.sa_mask, bit(SIGHUP) | bit(SIGSEGV) | bit(SIGBUS));
		EXPECT_EQ(told.sa_flags, SA_NODEFER);
		told.sa_handler(SIGUSR1);
		EXPECT_EQ(legacy_count, 1);
		EXPECT_EQ(legacy_signal_seen, SIGUSR1);
		EXPECT_EQ(legacy_userdata_seen, &userdata);
		told.sa_handler(SIGBUS);
		EXPECT_EQ(legacy_signal_seen, 11);
	});
}

static struct sigaction chained;

static void
chain_to_former(int signal, void*, vregs* registers)
{
	current_ip_seen = instruction_of(*registers);
	chained.sa_handler(signal);
}

TEST(Mixed, CurrentHandlerChainsToALegacyOne)
{
	in_child([] {
		install_legacy(SIGUSR1);
		struct sigaction action = {};
		action.sa_handler = (any_handler)(void*)chain_to_former;
		ASSERT_EQ(sigaction(SIGUSR1, &action, &chained), 0);
		raise(SIGUSR1);
		EXPECT_EQ(legacy_count, 1);
		EXPECT_EQ(legacy_signal_seen, SIGUSR1);
		EXPECT_EQ(legacy_ip_seen, current_ip_seen);
		EXPECT_NE(legacy_ip_seen, 0u);
	});
}

TEST(Mixed, CurrentCodePutsALegacyActionBack)
{
	in_child([] {
		install_legacy(SIGUSR1);
		const kernel_action before = true_action(SIGUSR1);
		legacy_action toldBefore;
		legacy.sigaction(SIGUSR1, nullptr, &toldBefore);
		for (int i = 0; i < 200; i++) {
			struct sigaction own = current_action(i % 2 == 0);
			struct sigaction old;
			ASSERT_EQ(sigaction(SIGUSR1, &own, &old), 0);
			ASSERT_EQ(sigaction(SIGUSR1, &old, nullptr), 0);
		}
		legacy_action told;
		ASSERT_EQ(legacy.sigaction(SIGUSR1, nullptr, &told), 0);
		EXPECT_EQ(told.handler, as_handler(legacy_record));
		EXPECT_EQ(told.mask, toldBefore.mask);
		EXPECT_EQ(told.flags, toldBefore.flags);
		EXPECT_EQ(told.userdata, &userdata);
		expect_same_but_for_slot(true_action(SIGUSR1), before);
		raise(SIGUSR1);
		EXPECT_EQ(legacy_count, 1);
	});
}

TEST(Mixed, CurrentSignalReturnsWhatPutsALegacyHandlerBack)
{
	in_child([] {
		legacy.signal(SIGUSR1, as_handler(legacy_record));
		const any_handler old = signal(SIGUSR1, SIG_IGN);
		EXPECT_NE(old, SIG_ERR);
		EXPECT_EQ(signal(SIGUSR1, old), SIG_IGN);
		EXPECT_EQ(legacy.signal(SIGUSR1, SIG_DFL), as_handler(legacy_record));
	});
}

/* -- legacy code asks for current code's action --------------------------------- */

class CurrentSeenByLegacy : public testing::TestWithParam<bool> {
};

TEST_P(CurrentSeenByLegacy, CanBeCalled)
{
	in_child([] {
		const struct sigaction action = current_action(GetParam());
		ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
		legacy_action told;
		ASSERT_EQ(legacy.sigaction(SIGUSR1, nullptr, &told), 0);
		EXPECT_EQ(told.flags, SA_RESTART);
		told.handler(SIGUSR1);
		EXPECT_EQ(current_count, 1);
		EXPECT_EQ(current_signal_seen, SIGUSR1);
		EXPECT_EQ(current_userdata_seen, &userdata);
		if (GetParam()) {
			EXPECT_EQ(current_info_seen.si_signo, SIGUSR1);
		}
	});
}

static legacy_action legacy_chained;

static void
legacy_chain_to_former(int signal, void*, vregs registers)
{
	legacy_ip_seen = instruction_of(registers);
	legacy_chained.handler(signal);
}

TEST_P(CurrentSeenByLegacy, CanBeChainedTo)
{
	in_child([] {
		const struct sigaction action = current_action(GetParam());
		ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
		const legacy_action own = { as_handler(legacy_chain_to_former), 0, 0,
			nullptr };
		ASSERT_EQ(legacy.sigaction(SIGUSR1, &own, &legacy_chained), 0);
		raise(SIGUSR1);
		EXPECT_EQ(current_count, 1);
		EXPECT_EQ(current_signal_seen, SIGUSR1);
		EXPECT_EQ(current_ip_seen, legacy_ip_seen);
		EXPECT_NE(current_ip_seen, 0u);
		if (GetParam()) {
			EXPECT_EQ(current_info_seen.si_signo, SIGUSR1);
			EXPECT_EQ(current_info_seen.si_pid, getpid());
		}
	});
}

TEST_P(CurrentSeenByLegacy, IsPutBackExactly)
{
	in_child([] {
		const struct sigaction action = current_action(GetParam());
		for (const int signal : { SIGUSR1, SIGSEGV }) {
			ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
			for (int i = 0; i < 200; i++) {
				const legacy_action own = { as_handler(legacy_record), EVERYTHING, 0,
					nullptr };
				legacy_action old;
				ASSERT_EQ(legacy.sigaction(signal, &own, &old), 0);
				ASSERT_EQ(legacy.sigaction(signal, &old, nullptr), 0);
			}
			struct sigaction told;
			ASSERT_EQ(sigaction(signal, nullptr, &told), 0);
			expect_same(told, action);
		}
	});
}

/* Legacy code that changes the action it was shown: the change counts. */
TEST_P(CurrentSeenByLegacy, ChangedMaskCounts)
{
	in_child([] {
		const struct sigaction action = current_action(GetParam());
		ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
		legacy_action old;
		ASSERT_EQ(legacy.sigaction(SIGUSR1, nullptr, &old), 0);
		old.mask = legacy_bit(SIGTERM);
		old.flags |= SA_NODEFER;
		ASSERT_EQ(legacy.sigaction(SIGUSR1, &old, nullptr), 0);
		struct sigaction told;
		ASSERT_EQ(sigaction(SIGUSR1, nullptr, &told), 0);
		EXPECT_EQ(told.sa_handler, action.sa_handler);
		EXPECT_EQ(told.sa_mask, bit(SIGTERM));
		EXPECT_EQ(told.sa_flags, action.sa_flags | SA_NODEFER);
	});
}

INSTANTIATE_TEST_SUITE_P(Mixed, CurrentSeenByLegacy, testing::Bool(),
	[](const auto& test) { return test.param ? "WithInfo" : "Plain"; });

/* -- host code's actions ----------------------------------------------------------- */

class HostAction : public testing::TestWithParam<host_kind> {
protected:
	static int
	Number()
	{
		return host_number(SIGUSR1);
	}
};

TEST_P(HostAction, LegacyCodeCallsIt)
{
	in_child([] {
		ASSERT_EQ(host_install(Number(), GetParam()), 0);
		legacy_action told;
		ASSERT_EQ(legacy.sigaction(SIGUSR1, nullptr, &told), 0);
		EXPECT_EQ(told.flags, SA_RESTART);
		told.handler(SIGUSR1);
		EXPECT_EQ(host_count(GetParam()), 1);
		EXPECT_EQ(host_last_signal(), Number());
	});
}

TEST_P(HostAction, LegacyHandlerChainsToIt)
{
	in_child([] {
		ASSERT_EQ(host_install(Number(), GetParam()), 0);
		const legacy_action own = { as_handler(legacy_chain_to_former), 0, 0,
			nullptr };
		ASSERT_EQ(legacy.sigaction(SIGUSR1, &own, &legacy_chained), 0);
		raise(SIGUSR1);
		EXPECT_EQ(host_count(GetParam()), 1);
		EXPECT_EQ(host_last_signal(), Number());
		if (GetParam() == HOST_INFO) {
			EXPECT_TRUE(host_info_was_good());
		}
	});
}

TEST_P(HostAction, LegacyCodePutsItBackExactly)
{
	in_child([] {
		ASSERT_EQ(host_install(Number(), GetParam()), 0);
		const kernel_action before = true_action(SIGUSR1);
		for (int i = 0; i < 200; i++) {
			const legacy_action own = { as_handler(legacy_record), EVERYTHING, 0,
				nullptr };
			legacy_action old;
			ASSERT_EQ(legacy.sigaction(SIGUSR1, &own, &old), 0);
			ASSERT_EQ(legacy.sigaction(SIGUSR1, &old, nullptr), 0);
		}
		expect_same_but_for_slot(true_action(SIGUSR1), before);
		EXPECT_TRUE(host_action_is_in_force(Number(), GetParam()));
		raise(SIGUSR1);
		EXPECT_EQ(host_count(GetParam()), 1);
	});
}

/* Through both ABIs, one within the other, as libraries come and go. */
TEST_P(HostAction, SurvivesBothAbisInTurn)
{
	in_child([] {
		ASSERT_EQ(host_install(Number(), GetParam()), 0);
		const kernel_action before = true_action(SIGUSR1);
		const legacy_action legacyOwn = { as_handler(legacy_record), 0, 0, nullptr };
		const struct sigaction currentOwn = current_action(true);
		legacy_action legacyOld;
		struct sigaction currentOld;
		ASSERT_EQ(legacy.sigaction(SIGUSR1, &legacyOwn, &legacyOld), 0);
		ASSERT_EQ(sigaction(SIGUSR1, &currentOwn, &currentOld), 0);
		raise(SIGUSR1);
		EXPECT_EQ(current_count, 1);
		ASSERT_EQ(sigaction(SIGUSR1, &currentOld, nullptr), 0);
		raise(SIGUSR1);
		EXPECT_EQ(legacy_count, 1);
		ASSERT_EQ(legacy.sigaction(SIGUSR1, &legacyOld, nullptr), 0);
		raise(SIGUSR1);
		EXPECT_EQ(host_count(GetParam()), 1);
		EXPECT_TRUE(host_action_is_in_force(Number(), GetParam()));
		expect_same_but_for_slot(true_action(SIGUSR1), before);
	});
}

INSTANTIATE_TEST_SUITE_P(Mixed, HostAction,
	testing::Values(HOST_PLAIN, HOST_INFO),
	[](const auto& test) {
		return test.param == HOST_PLAIN ? "Plain" : "WithInfo"; });

/* -- side by side -------------------------------------------------------------------- */

TEST(Mixed, EachAbisHandlersForDifferentSignals)
{
	in_child([] {
		install_legacy(SIGUSR1);
		const struct sigaction action = current_action(true);
		ASSERT_EQ(sigaction(SIGUSR2, &action, nullptr), 0);
		ASSERT_EQ(host_install(host_number(SIGWINCH), HOST_INFO), 0);
		for (int i = 1; i <= 100; i++) {
			legacy.raise(SIGUSR2);
			raise(SIGUSR1);
			legacy.raise(SIGWINCH);
			ASSERT_EQ(legacy_count, i);
			ASSERT_EQ(current_count, i);
			ASSERT_EQ(host_count(HOST_INFO), i);
		}
	});
}

TEST(Mixed, EachAbisHandlersForOneSignalInTurn)
{
	in_child([] {
		for (int i = 1; i <= 100; i++) {
			install_legacy(SIGUSR1);
			raise(SIGUSR1);
			const struct sigaction action = current_action(i % 2 == 0);
			ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
			raise(SIGUSR1);
			ASSERT_EQ(host_install(host_number(SIGUSR1), HOST_PLAIN), 0);
			raise(SIGUSR1);
			ASSERT_EQ(legacy_count, i);
			ASSERT_EQ(current_count, i);
			ASSERT_EQ(host_count(HOST_PLAIN), i);
		}
	});
}
