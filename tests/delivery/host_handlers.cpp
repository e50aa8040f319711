// Handlers that host code installs through the host's C library.
#include "delivery_host.h"
#include "delivery_test.h"
#include "fault_functions.h"


namespace {

class HostHandlers : public DeliveryTest {
protected:
	HostHandlers()
	{
		set_true_mask(0);
		last_host_report = {};
	}
};


/* The kernel's flag (asm/signal.h). */
constexpr unsigned long HOST_SA_SIGINFO = 4;


/* What the host's sigaction() tells, and the mask and flags that the kernel has
 * of it. The kernel's handler is libroot's entry. */
struct host_view {
	void*			handler;
	int				flags;
	unsigned long	kernel_flags;
	uint64_t		kernel_mask;

	bool
	operator==(const host_view& other) const = default;
};


host_view
host_view_of(int signal)
{
	host_view view = {};
	view.handler = host_query(host_number(signal), &view.flags);
	const kernel_action action = kernel_action_of(signal);
	view.kernel_flags = action.words[1];
	view.kernel_mask = action.mask[0] | (uint64_t)action.mask[1] << 32;
	return view;
}


host_view
host_action(bool info, int flags, uint64_t mask)
{
	EXPECT_EQ((info ? host_install_info : host_install_plain)(
		host_number(SIGUSR1), flags, mask), 0);
	return host_view_of(SIGUSR1);
}


struct sigaction old_action;

}	// namespace


TEST_F(HostHandlers, GetHostNumbersFromTheKernel)
{
	for (int signal = 1; signal <= LAST_REALTIME; signal++) {
		if (!can_be_caught(signal))
			continue;
		ASSERT_EQ(host_install_info(host_number(signal), 0, 0), 0);
		ASSERT_EQ(raise(signal), 0);
		EXPECT_EQ(last_host_report.signal, host_number(signal));
		EXPECT_EQ(last_host_report.info_signal, host_number(signal));
	}
}


TEST_F(HostHandlers, KeepTheirAbiBesideOurs)
{
	static int ours;
	ours = 0;
	ASSERT_EQ(host_install_info(host_number(SIGUSR1), 0, 0), 0);
	install(SIGUSR2, [](int signal, void*, vregs*) { ours = signal; });
	for (int i = 0; i < 100; i++) {
		raise(SIGUSR1);
		raise(SIGUSR2);
	}
	EXPECT_EQ(last_host_report.calls, 100);
	EXPECT_EQ(last_host_report.signal, host_number(SIGUSR1));
	EXPECT_EQ(ours, SIGUSR2);
	EXPECT_EQ(last_host_report.code, -6);	/* SI_TKILL */
}


TEST_F(HostHandlers, QueryTellsFlagsAndMaskInOurTerms)
{
	host_action(true, host_sa_restart | host_sa_nodefer,
		host_set(bit(SIGBUS) | bit(40)));
	const struct sigaction action = action_in_force(SIGUSR1);
	EXPECT_EQ(action.sa_flags, SA_RESTART | SA_NODEFER | SA_SIGINFO);
	EXPECT_EQ(action.sa_mask, bit(SIGBUS) | bit(40));
	EXPECT_NE(action.sa_handler, SIG_DFL);
	EXPECT_NE(action.sa_handler, SIG_IGN);
	EXPECT_NE(action.sa_handler, SIG_ERR);
	EXPECT_EQ(action.sa_userdata, nullptr);
}


TEST_F(HostHandlers, QueryOfTheSameActionTellsTheSame)
{
	host_action(true, 0, 0);
	const struct sigaction first = action_in_force(SIGUSR1);
	for (int i = 0; i < 1000; i++)
		ASSERT_EQ(action_in_force(SIGUSR1).sa_handler, first.sa_handler);
}


class RestoredHostHandlers : public HostHandlers,
	public testing::WithParamInterface<std::tuple<bool, bool>> {
};


/* Host-only signals of the mask included. */
TEST_P(RestoredHostHandlers, AreExactlyWhatTheyWere)
{
	const auto [info, useSignal] = GetParam();
	const host_view before = host_action(info, host_sa_restart,
		host_set(bit(SIGBUS)) | bit(HOST_SIGPWR) | bit(50));
	for (int i = 0; i < 200; i++) {
		if (useSignal) {
			/* signal() has no mask and flags to give back. */
			const struct sigaction told = action_in_force(SIGUSR1);
			const __sighandler_t old = signal(SIGUSR1, SIG_IGN);
			EXPECT_EQ(old, told.sa_handler);
			ASSERT_EQ(sigaction(SIGUSR1, &told, nullptr), 0);
		} else {
			struct sigaction old;
			const struct sigaction ours = action_of(+[](int, void*, vregs*) {});
			ASSERT_EQ(sigaction(SIGUSR1, &ours, &old), 0);
			ASSERT_EQ(sigaction(SIGUSR1, &old, nullptr), 0);
		}
		ASSERT_TRUE(host_view_of(SIGUSR1) == before);
	}
	int flags = 0;
	EXPECT_EQ(host_query(host_number(SIGUSR1), &flags),
		info ? host_info_handler() : host_plain_handler());
	raise(SIGUSR1);
	EXPECT_EQ(last_host_report.calls, 1);
}


/* Those that came to the kernel past libroot, byte for byte. */
TEST_P(RestoredHostHandlers, AreExactlyWhatTheyWereIfInstalledRaw)
{
	const auto [info, useSignal] = GetParam();
	host_action(info, host_sa_restart, host_set(bit(SIGBUS)) | bit(50));
	kernel_action before = kernel_action_of(SIGUSR1);
	before.words[0]
		= (unsigned long)(info ? host_info_handler() : host_plain_handler());
	if (!info)
		before.words[1] &= ~HOST_SA_SIGINFO;
	exchange_kernel_action(SIGUSR1, before);
	for (int i = 0; i < 200; i++) {
		struct sigaction old = action_in_force(SIGUSR1);
		if (useSignal) {
			ASSERT_EQ(signal(SIGUSR1, SIG_IGN), old.sa_handler);
		} else {
			const struct sigaction ours = action_of(+[](int, void*, vregs*) {});
			ASSERT_EQ(sigaction(SIGUSR1, &ours, &old), 0);
		}
		ASSERT_EQ(sigaction(SIGUSR1, &old, nullptr), 0);
		ASSERT_TRUE(kernel_action_of(SIGUSR1) == before);
	}
	int flags = 0;
	EXPECT_EQ(host_query(host_number(SIGUSR1), &flags),
		info ? host_info_handler() : host_plain_handler());
	raise(SIGUSR1);
	EXPECT_EQ(last_host_report.calls, 1);
}


INSTANTIATE_TEST_SUITE_P(Delivery, RestoredHostHandlers,
	testing::Combine(testing::Bool(), testing::Bool()));


TEST_F(HostHandlers, ChangedFlagsAndMaskAreHonoured)
{
	const host_view before = host_action(true, host_sa_restart, 0);
	struct sigaction action = action_in_force(SIGUSR1);
	action.sa_flags = (action.sa_flags & ~SA_RESTART) | SA_NODEFER;
	action.sa_mask = bit(SIGBUS);
	ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
	const host_view after = host_view_of(SIGUSR1);
	EXPECT_EQ(after.handler, before.handler);
	EXPECT_EQ(after.flags, (before.flags & ~host_sa_restart) | host_sa_nodefer);
	EXPECT_EQ(after.kernel_flags,
		(before.kernel_flags & ~(unsigned long)host_sa_restart)
			| host_sa_nodefer);
	EXPECT_EQ(after.kernel_mask, host_set(bit(SIGBUS)));
	raise(SIGUSR1);
	EXPECT_EQ(last_host_report.calls, 1);
	EXPECT_EQ(last_host_report.signal, host_number(SIGUSR1));
}


TEST_F(HostHandlers, PlainOneCanBeCalledFromAHandlerOfOurs)
{
	host_action(false, 0, 0);
	const struct sigaction ours = action_of(+[](int signal, void*, vregs*) {
		old_action.sa_handler(signal);
	});
	ASSERT_EQ(sigaction(SIGUSR1, &ours, &old_action), 0);
	raise(SIGUSR1);
	EXPECT_EQ(last_host_report.calls, 1);
	EXPECT_EQ(last_host_report.signal, host_number(SIGUSR1));
}


TEST_F(HostHandlers, InfoOneGetsTheHostsInformation)
{
	host_action(true, 0, 0);
	set_true_mask(bit(40));
	const struct sigaction ours = action_of(
		+[](int signal, siginfo_t* info, void* context, void*) {
			old_action.sa_sigaction(signal, info, context);
		});
	ASSERT_EQ(sigaction(SIGUSR1, &ours, &old_action), 0);
	union sigval value;
	value.sival_ptr = &value;
	ASSERT_EQ(sigqueue(getpid(), SIGUSR1, value), 0);
	EXPECT_EQ(last_host_report.calls, 1);
	EXPECT_EQ(last_host_report.signal, host_number(SIGUSR1));
	EXPECT_EQ(last_host_report.info_signal, host_number(SIGUSR1));
	EXPECT_EQ(last_host_report.code, -1);	/* SI_QUEUE */
	EXPECT_EQ(last_host_report.pid, getpid());
	EXPECT_EQ(last_host_report.uid, getuid());
	EXPECT_EQ(last_host_report.value, &value);
	EXPECT_EQ(last_host_report.mask, host_set(bit(40)));
	EXPECT_NE(last_host_report.instruction, 0u);
}


TEST_F(HostHandlers, ChangesToTheHostsContextTakeEffect)
{
	/* Over ud2, and one signal blocked. */
	ASSERT_EQ(host_install_changing(host_number(SIGILL), 2,
		host_set(bit(SIGBUS))), 0);
	const struct sigaction ours = action_of(
		+[](int signal, siginfo_t* info, void* context, void*) {
			old_action.sa_sigaction(signal, info, context);
		});
	ASSERT_EQ(sigaction(SIGILL, &ours, &old_action), 0);
	int reached = 0;
	asm volatile("ud2\n\tmovl $1, %0" : "+r"(reached) : : "memory");
	EXPECT_EQ(reached, 1);
	EXPECT_EQ(last_host_report.calls, 1);
	EXPECT_EQ(true_mask(), bit(SIGBUS));
}


/* What our handler has changed before shows to the host's, and both changes
 * take effect. */
TEST_F(HostHandlers, ChangesOfBothAbisAddUp)
{
	ASSERT_EQ(host_install_changing(host_number(SIGILL), 1,
		host_set(bit(SIGBUS))), 0);
	const struct sigaction ours = action_of(
		+[](int signal, siginfo_t* info, void* data, void*) {
			ucontext_t& context = *(ucontext_t*)data;
			context.uc_mcontext.INSTRUCTION_POINTER += 1;
			context.uc_sigmask |= bit(40);
			old_action.sa_sigaction(signal, info, &context);
			EXPECT_EQ(context.uc_sigmask, bit(40) | bit(SIGBUS));
		});
	ASSERT_EQ(sigaction(SIGILL, &ours, &old_action), 0);
	int reached = 0;
	asm volatile("ud2\n\tmovl $1, %0" : "+r"(reached) : : "memory");
	EXPECT_EQ(reached, 1);
	EXPECT_EQ(last_host_report.mask, host_set(bit(40)));
	EXPECT_EQ(true_mask(), bit(40) | bit(SIGBUS));
}


/* Called by the program on its own account: what it gives is translated. */
TEST_F(HostHandlers, CanBeCalledOutsideHandlers)
{
	host_action(true, 0, 0);
	const struct sigaction action = action_in_force(SIGUSR1);
	siginfo_t info = {};
	info.si_signo = SIGSEGV;
	info.si_code = SEGV_ACCERR;
	info.si_addr = &info;
	ucontext_t context = {};
	context.uc_mcontext.INSTRUCTION_POINTER = 0x1234;
	context.uc_sigmask = bit(SIGUSR1) | bit(33);
	action.sa_sigaction(SIGSEGV, &info, &context);
	EXPECT_EQ(last_host_report.signal, host_number(SIGSEGV));
	EXPECT_EQ(last_host_report.info_signal, host_number(SIGSEGV));
	EXPECT_EQ(last_host_report.code, 2);	/* the host's SEGV_ACCERR */
	EXPECT_EQ(last_host_report.address, &info);
	EXPECT_EQ(last_host_report.instruction, 0x1234u);
	EXPECT_EQ(last_host_report.mask, host_set(bit(SIGUSR1) | bit(33)));
}


/* The host's view of ours: chained by a host library, they get our ABI. */
TEST_F(HostHandlers, ThatCallOursGiveThemOurAbi)
{
	struct seen {
		int		signal;
		void*	userdata;
		int		code;
		void*	value;
	};
	static seen ours;
	ours = {};
	install(SIGUSR1, [](int signal, siginfo_t* info, void*, void* userdata) {
		ours = { signal, userdata, info->si_code, info->si_value.sival_ptr };
	}, &ours);
	ASSERT_EQ(host_chain(host_number(SIGUSR1)), 0);
	union sigval value;
	value.sival_ptr = &value;
	ASSERT_EQ(sigqueue(getpid(), SIGUSR1, value), 0);
	EXPECT_EQ(last_host_report.calls, 1);
	EXPECT_EQ(last_host_report.signal, host_number(SIGUSR1));
	EXPECT_EQ(ours.signal, SIGUSR1);
	EXPECT_EQ(ours.userdata, &ours);
	EXPECT_EQ(ours.code, SI_QUEUE);
	EXPECT_EQ(ours.value, &value);
}


TEST_F(HostHandlers, ManyDifferentOnesCanBeToldApart)
{
	/* Different masks make different actions of one handler. */
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 60; i++) {
			const host_view before
				= host_action(true, 0, (uint64_t)i << 34);
			struct sigaction old;
			const struct sigaction ours = action_of(+[](int, void*, vregs*) {});
			ASSERT_EQ(sigaction(SIGUSR1, &ours, &old), 0);
			ASSERT_EQ(sigaction(SIGUSR1, &old, nullptr), 0);
			ASSERT_TRUE(host_view_of(SIGUSR1) == before) << i;
		}
	}
}


TEST_F(HostHandlers, BacktracesReachTheInterruptedFunction)
{
	host_start_tracing();
	const auto position_of = [](const void* address) {
		for (int i = 0; i < last_host_report.depth; i++) {
			if (last_host_report.frames[i] == address)
				return i;
		}
		return -1;
	};
	ASSERT_EQ(host_install_changing(host_number(SIGFPE), 2, 0), 0);
	/* Straight from the kernel: divl is two bytes long. */
	call_from_known_place(fault_in_division);
	EXPECT_GE(position_of(division_fault), 0);
	EXPECT_GE(position_of(call_return), 0);

	/* And through a handler of ours. */
	const struct sigaction ours = action_of(
		+[](int signal, siginfo_t* info, void* context, void*) {
			old_action.sa_sigaction(signal, info, context);
		});
	ASSERT_EQ(sigaction(SIGFPE, &ours, &old_action), 0);
	last_host_report = {};
	call_from_known_place(fault_in_division);
	EXPECT_GE(position_of(division_fault), 0);
	EXPECT_GE(position_of(call_return), 0);
}
