#include "default_actions.h"

#include <signal.h>
#include <string.h>

#include "held_signals.h"
#include "kernel_inline.h"
#include "send_to_thread.h"
#include "signal_mask.h"
#include "system_call.h"

std::atomic<bool> default_actions_wait;

/* signal(7): the default action of all others is to end the process, with or
 * without a core. */
static constexpr linux_sigset IGNORED_BY_DEFAULT = host_set_of(LINUX_SIGCHLD)
	| host_set_of(LINUX_SIGURG) | host_set_of(LINUX_SIGWINCH)
	| host_set_of(LINUX_SIGCONT);
static constexpr linux_sigset STOPPING = host_set_of(LINUX_SIGTSTP)
	| host_set_of(LINUX_SIGTTIN) | host_set_of(LINUX_SIGTTOU);

bool
is_ignored_by_default(int hostSignal)
{
	return (IGNORED_BY_DEFAULT & host_set_of(hostSignal)) != 0;
}

bool
is_default_action_deadly(int hostSignal)
{
	return ((IGNORED_BY_DEFAULT | UNBLOCKABLE_SIGNALS | C_LIBRARY_SIGNALS)
		& host_set_of(hostSignal)) == 0;
}

int
prepare_default_action(int hostSignal, const stored_action& action,
	linux_sigaction& host)
{
	/* Nothing may come while the default action is on its way. The alternate
	 * stack serves where the thread's own has overflowed. SA_RESTART: a stop
	 * that nobody catches interrupts no call. */
	set_mask(host, ~linux_sigset{0});
	host.flags = LINUX_SA_RESTART | LINUX_SA_ONSTACK;
	return prepare_handler(hostSignal, action, host);
}

bool
is_caught_default_action(int hostSignal, const linux_sigaction& host)
{
	const int slot = slot_of_entry_stub(host.handler);
	stored_action stored;
	return slot >= 0 && action_table[hostSignal].slots[slot].read(stored)
		&& stored.handler == nullptr;
}

/* Catches a signal whose action is the default one. */
static void
catch_default_action(int hostSignal)
{
	linux_sigaction old;
	if (system_call(SYS_rt_sigaction, hostSignal, nullptr, &old,
			sizeof(linux_sigset)) != 0 || old.handler != (uintptr_t)SIG_DFL)
		return;
	linux_sigaction host;
	const int slot = prepare_default_action(hostSignal,
		{ nullptr, nullptr, mask_of(old), (int)old.flags, true }, host);
	if (exchange_action(hostSignal, slot, host, old) != 0)
		return;
	if (old.handler == (uintptr_t)SIG_DFL)
		return;
	/* Somebody has set an action since we asked: it is in force. */
	system_call(SYS_rt_sigaction, hostSignal, &old, nullptr,
		sizeof(linux_sigset));
	action_table[hostSignal].give_back(slot);
}

void
make_default_actions_wait()
{
	/* First, so that an action set meanwhile is caught by whoever sets it.
	 * Several threads may come here: each sees to it that all is done when it
	 * returns. */
	default_actions_wait.store(true, std::memory_order_relaxed);
	for (int signal = 1; signal <= LINUX_NSIG; signal++) {
		if (is_default_action_deadly(signal))
			catch_default_action(signal);
	}
}

void
renew_default_action(int hostSignal)
{
	if (default_actions_wait.load(std::memory_order_relaxed)
		&& is_default_action_deadly(hostSignal))
		catch_default_action(hostSignal);
}

static bool
is_raised_by_instruction(int hostSignal, const linux_siginfo& info)
{
	/* A trap's instruction is over when it is reported. */
	constexpr linux_sigset REPEATED = FAULT_SIGNALS
		& ~(host_set_of(LINUX_SIGTRAP) | host_set_of(LINUX_SIGSYS));
	return info.code > 0 && (REPEATED & host_set_of(hostSignal)) != 0;
}

void
carry_out_default_action(int hostSignal, const linux_siginfo& info,
	linux_ucontext* context)
{
	linux_sigaction action = {};
	linux_sigaction old;
	if (exchange_action(hostSignal, -1, action, old) != 0)
		return;
	finish_action_change(hostSignal, action, old);

	/* The kernel finds the faulty instruction again, and all is as it would
	 * have been. */
	if (context != nullptr && is_raised_by_instruction(hostSignal, info))
		return;

	const linux_sigset set = host_set_of(hostSignal);
	if ((STOPPING & set) != 0) {
		/* Stop here, to have a chance of catching the next one. */
		send_to_this_thread(hostSignal, info);
		linux_sigset mask;
		change_host_mask(LINUX_SIG_UNBLOCK, &set, &mask);
		change_host_mask(LINUX_SIG_SETMASK, &mask, nullptr);
		renew_default_action(hostSignal);
		return;
	}

	send_to_this_thread(hostSignal, info);
	if (context != nullptr)
		context->mask &= ~set;
	else
		change_host_mask(LINUX_SIG_UNBLOCK, &set, nullptr);
}
