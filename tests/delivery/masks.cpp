// What is blocked while a handler runs, and after it.
#include "delivery_test.h"

namespace {

class Masks : public DeliveryTest {
protected:
	Masks()
	{
		set_true_mask(0);
	}
};

/* Signals of the host that have no number of ours: SIGSTKFLT, SIGPWR, one that
 * some C libraries keep, one above our realtime signals. */
constexpr uint64_t HOST_ONLY
	= bit(HOST_SIGSTKFLT) | bit(HOST_SIGPWR) | bit(34) | bit(50);

void
set_kernel_mask(uint64_t mask)
{
	syscall(SYS_rt_sigprocmask, 2, &mask, nullptr, sizeof(mask));
	sigmask_resync();
}

uint64_t mask_in_handler;
sigset_t mask_in_context;
sigset_t wanted_mask;


void
note_masks(int, siginfo_t*, void* context, void*)
{
	mask_in_handler = true_mask();
	mask_in_context = ((ucontext_t*)context)->uc_sigmask;
}


void
change_mask(int, siginfo_t*, void* context, void*)
{
	((ucontext_t*)context)->uc_sigmask = wanted_mask;
}

}	// namespace


TEST_F(Masks, HandlerBlocksItsSignalAndSaMaskMore)
{
	set_true_mask(bit(SIGHUP));
	install(SIGUSR1, note_masks, nullptr, 0, bit(SIGBUS) | bit(40));
	send_to_myself(SIGUSR1);
	EXPECT_EQ(mask_in_handler,
		bit(SIGHUP) | bit(SIGUSR1) | bit(SIGBUS) | bit(40));
	EXPECT_EQ(true_mask(), bit(SIGHUP));
}


TEST_F(Masks, NodeferDoesNotBlockTheSignal)
{
	install(SIGUSR1, note_masks, nullptr, SA_NODEFER, bit(SIGUSR2));
	send_to_myself(SIGUSR1);
	EXPECT_EQ(mask_in_handler, bit(SIGUSR2));
}


TEST_F(Masks, NodeferDoesNotTakeTheSignalOutOfSaMask)
{
	install(SIGUSR1, note_masks, nullptr, SA_NODEFER, bit(SIGUSR1));
	send_to_myself(SIGUSR1);
	EXPECT_EQ(mask_in_handler, bit(SIGUSR1));
}


TEST_F(Masks, KillAndStopCannotBeBlockedThroughSaMask)
{
	install(SIGUSR1, note_masks, nullptr, 0, ~(sigset_t)0);
	send_to_myself(SIGUSR1);
	EXPECT_EQ(mask_in_handler & (bit(SIGKILL) | bit(SIGSTOP)), 0u);
	EXPECT_NE(mask_in_handler & bit(40), 0u);
}


TEST_F(Masks, ContextHasTheMaskFromBefore)
{
	const sigset_t before = bit(SIGHUP) | bit(SIGBUS) | bit(33) | bit(40);
	set_true_mask(before);
	install(SIGUSR1, note_masks, nullptr, 0, bit(SIGUSR2));
	send_to_myself(SIGUSR1);
	EXPECT_EQ(mask_in_context, before);
}


TEST_F(Masks, ChangeOfTheContextsMaskTakesEffect)
{
	install(SIGUSR1, change_mask);
	for (int signal = 1; signal <= LAST_REALTIME; signal++) {
		if (!can_be_caught(signal))
			continue;
		wanted_mask = bit(signal);
		if (signal == SIGUSR1)
			wanted_mask = 0;
		send_to_myself(SIGUSR1);
		EXPECT_EQ(true_mask(), wanted_mask) << signal;
	}
}


TEST_F(Masks, ContextsMaskCannotBlockWhatCannotBeBlocked)
{
	install(SIGUSR1, change_mask);
	wanted_mask = ~(sigset_t)0;
	send_to_myself(SIGUSR1);
	const uint64_t mask = kernel_mask();
	EXPECT_EQ(mask & (bit(host_number(SIGKILL)) | bit(host_number(SIGSTOP))),
		0u);
	/* Numbers without partner must not show as another signal. */
	EXPECT_EQ(mask & HOST_ONLY, 0u);
	EXPECT_NE(mask & bit(host_number(40)), 0u);
}


TEST_F(Masks, HostOnlySignalsStayBlocked)
{
	install(SIGUSR1, note_masks);
	install(SIGUSR2, change_mask);
	set_kernel_mask(HOST_ONLY);
	send_to_myself(SIGUSR1);
	EXPECT_EQ(kernel_mask(), HOST_ONLY);
	EXPECT_EQ(mask_in_context, 0u);
	wanted_mask = bit(SIGHUP);
	send_to_myself(SIGUSR2);
	EXPECT_EQ(kernel_mask(), HOST_ONLY | bit(host_number(SIGHUP)));
}


TEST_F(Masks, WhatTheHandlerBlocksEndsWithIt)
{
	install(SIGUSR1, [](int, void*, vregs*) {
		const sigset_t set = bit(SIGHUP) | bit(SIGBUS);
		EXPECT_EQ(sigprocmask(SIG_BLOCK, &set, nullptr), 0);
		EXPECT_EQ(true_mask(), set | bit(SIGUSR1));
	});
	send_to_myself(SIGUSR1);
	EXPECT_EQ(true_mask(), 0u);
}


TEST_F(Masks, BlockedSignalArrivesWhenTheContextUnblocksIt)
{
	static int arrived;
	arrived = 0;
	install(SIGUSR1, change_mask);
	install(SIGUSR2, [](int, void*, vregs*) { arrived++; });
	set_true_mask(bit(SIGUSR2));
	send_to_myself(SIGUSR2);
	ASSERT_EQ(arrived, 0);
	wanted_mask = 0;
	send_to_myself(SIGUSR1);
	EXPECT_EQ(arrived, 1);
}


/* The mask that comes back after sigsuspend() is the one from before it. */
TEST_F(Masks, ContextOfAHandlerInSigsuspendHasTheMaskFromBefore)
{
	const sigset_t before = bit(SIGUSR1) | bit(SIGBUS);
	set_true_mask(before);
	install(SIGUSR1, note_masks, nullptr, SA_NODEFER);
	send_to_myself(SIGUSR1);
	const sigset_t during = bit(SIGHUP);
	EXPECT_EQ(sigsuspend(&during), -1);
	EXPECT_EQ(mask_in_handler, during);
	EXPECT_EQ(mask_in_context, before);
	EXPECT_EQ(true_mask(), before);
}


TEST_F(Masks, ContextsMaskChangedInSigsuspendStays)
{
	set_true_mask(bit(SIGUSR1));
	install(SIGUSR1, change_mask);
	send_to_myself(SIGUSR1);
	wanted_mask = bit(SIGBUS) | bit(40);
	const sigset_t during = 0;
	EXPECT_EQ(sigsuspend(&during), -1);
	EXPECT_EQ(true_mask(), wanted_mask);
}


TEST_F(Masks, PlainAndInfoHandlersAreBlockedAlike)
{
	install(SIGUSR1, [](int, void*, vregs*) { mask_in_handler = true_mask(); },
		nullptr, 0, bit(35));
	send_to_myself(SIGUSR1);
	EXPECT_EQ(mask_in_handler, bit(SIGUSR1) | bit(35));
	EXPECT_EQ(true_mask(), 0u);
}
