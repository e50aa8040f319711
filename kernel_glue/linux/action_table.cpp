#include <kernel_contract.h>

#include "action_table.h"
#include "signal_table.h"
#include "system_call.h"

signal_actions action_table[SIGNAL_REALTIME_MAX + 1];

static unsigned
first_slot(uint32_t slots, uint32_t first)
{
	const uint32_t later = slots & ~uint32_t{0} << first % 32;
	return __builtin_ctz(later != 0 ? later : slots);
}

/* The bit of the slot that the kernel's action refers to, or 0. */
static uint32_t
slot_in_force(int signal)
{
	linux_sigaction host;
	if (system_call(SYS_rt_sigaction, signal_to_host(signal), nullptr, &host,
			sizeof(linux_sigset)) != 0)
		return 0;
	const int slot = slot_of_entry_stub(host.handler);
	return slot >= 0 ? 1u << slot : 0;
}

void
signal_actions::note_owner(uint32_t bit)
{
	if (current_thread.in_vfork_child != 0)
		fOfChildren.fetch_or(bit, std::memory_order_relaxed);
	else if ((fOfChildren.load(std::memory_order_relaxed) & bit) != 0)
		fOfChildren.fetch_and(~bit, std::memory_order_relaxed);
}

int
signal_actions::claim_free(uint32_t kind, bool oneShot)
{
	uint32_t used = fUsed.load(std::memory_order_relaxed);
	while ((~used & kind) != 0) {
		const unsigned slot = first_slot(~used & kind,
			fNext[oneShot].load(std::memory_order_relaxed));
		const uint32_t bit = 1u << slot;
		if (fUsed.compare_exchange_weak(used, used | bit,
				std::memory_order_acquire)) {
			fNext[oneShot].store(slot + 1, std::memory_order_relaxed);
			note_owner(bit);
			return slot;
		}
	}
	return -1;
}

unsigned
signal_actions::take_over(uint32_t slots, bool oneShot)
{
	const unsigned slot = first_slot(slots,
		fNext[oneShot].load(std::memory_order_relaxed));
	fNext[oneShot].store(slot + 1, std::memory_order_relaxed);
	note_owner(1u << slot);
	return slot;
}

unsigned
signal_actions::claim(int signal, bool oneShot)
{
	/* How often to let other threads run: they hold a slot for the time of a
	 * system call, but may be preempted meanwhile. */
	constexpr int PATIENCE = 10000;
	constexpr uint32_t LASTING = (1u << SLOTS / 2) - 1;

	const uint32_t kind = oneShot ? ~LASTING : LASTING;
	for (int patience = PATIENCE;; patience--) {
		const int slot = claim_free(kind, oneShot);
		if (slot >= 0)
			return slot;
		/* Those of vfork children that have ended, oldest first; in the end any
		 * but the one in force. */
		uint32_t unneeded = kind;
		if (patience > 0)
			unneeded &= fOfChildren.load(std::memory_order_relaxed);
		if (unneeded != 0)
			unneeded &= ~slot_in_force(signal);
		if (unneeded != 0)
			return take_over(unneeded, oneShot);
		system_call(SYS_sched_yield);
	}
}

struct flag_pair {
	int				flag;
	unsigned long	host;
};

static constexpr flag_pair flag_pairs[] = {
	{ SA_NOCLDSTOP, LINUX_SA_NOCLDSTOP },
	{ SA_NOCLDWAIT, LINUX_SA_NOCLDWAIT },
	{ SA_RESETHAND, LINUX_SA_RESETHAND },
	{ SA_NODEFER, LINUX_SA_NODEFER },
	{ SA_RESTART, LINUX_SA_RESTART },
	{ SA_ONSTACK, LINUX_SA_ONSTACK },
	{ SA_SIGINFO, LINUX_SA_SIGINFO }
};

unsigned long
action_flags_to_host(int flags)
{
	unsigned long host = 0;
	for (const flag_pair& pair : flag_pairs) {
		if ((flags & pair.flag) != 0)
			host |= pair.host;
	}
	return host;
}

int
action_flags_from_host(unsigned long host)
{
	int flags = 0;
	for (const flag_pair& pair : flag_pairs) {
		if ((host & pair.host) != 0)
			flags |= pair.flag;
	}
	return flags;
}

bool
read_action_in_force(int signal, stored_action& action)
{
	/* Ends as soon as the action is not replaced while it is being read. */
	for (;;) {
		linux_sigaction host;
		if (system_call(SYS_rt_sigaction, signal_to_host(signal), nullptr,
				&host, sizeof(linux_sigset)) != 0)
			return false;
		const int slot = slot_of_entry_stub(host.handler);
		if (slot < 0)
			return false;
		if (action_table[signal].slots[slot].read(action))
			return true;
	}
}
