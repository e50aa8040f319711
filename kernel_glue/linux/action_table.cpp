#include <kernel_contract.h>

#include "action_table.h"
#include "signal_table.h"
#include "system_call.h"

signal_actions action_table[SIGNAL_REALTIME_MAX + 1];

unsigned
signal_actions::claim()
{
	constexpr uint32_t ALL = (1u << SLOTS) - 1;
	uint32_t used = fUsed.load(std::memory_order_relaxed);
	for (;;) {
		const unsigned first = fNext.load(std::memory_order_relaxed) % SLOTS;
		if ((used & ALL) == ALL)
			return fNext.fetch_add(1, std::memory_order_relaxed) % SLOTS;
		/* The first free one at or after "first", round the end. */
		const uint32_t unused = ~used & ALL;
		const uint32_t rotated = (unused >> first | unused << (SLOTS - first))
			& ALL;
		const unsigned slot = (first + __builtin_ctz(rotated)) % SLOTS;
		if (fUsed.compare_exchange_weak(used, used | 1u << slot,
				std::memory_order_acquire)) {
			fNext.store(slot + 1, std::memory_order_relaxed);
			return slot;
		}
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
