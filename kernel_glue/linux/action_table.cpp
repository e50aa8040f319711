#include <kernel_contract.h>

#include "action_table.h"
#include "monotonic_time.h"
#include "system_call.h"

signal_actions action_table[LINUX_NSIG + 1];

static slot_set
slots_of_kind(bool oneShot)
{
	constexpr slot_set LASTING
		= (slot_set{1} << signal_actions::FIRST_ONE_SHOT) - 1;
	return oneShot ? ~LASTING : LASTING;
}

static unsigned
first_slot(slot_set slots, unsigned first)
{
	const slot_set later
		= slots & ~slot_set{0} << first % signal_actions::SLOTS;
	return __builtin_ctzll(later != 0 ? later : slots);
}

/* The bit of the slot that the kernel's action refers to, or 0. */
static slot_set
slot_in_force(int hostSignal)
{
	linux_sigaction host;
	if (system_call(SYS_rt_sigaction, hostSignal, nullptr, &host,
			sizeof(linux_sigset)) != 0)
		return 0;
	const int slot = slot_of_entry_stub(host.handler);
	return slot >= 0 ? slot_set{1} << slot : 0;
}

void
signal_actions::note_owner(slot_set bit)
{
	if (current_thread.in_vfork_child != 0)
		fOfChildren.fetch_or(bit, std::memory_order_relaxed);
	else if ((fOfChildren.load(std::memory_order_relaxed) & bit) != 0)
		fOfChildren.fetch_and(~bit, std::memory_order_relaxed);
	if ((fOfParents.load(std::memory_order_relaxed) & bit) != 0)
		fOfParents.fetch_and(~bit, std::memory_order_relaxed);
}

int
signal_actions::claim_free(bool oneShot)
{
	const slot_set kind = slots_of_kind(oneShot);
	slot_set used = fUsed.load(std::memory_order_relaxed);
	while ((~used & kind) != 0) {
		const unsigned slot = first_slot(~used & kind,
			fNext[oneShot].load(std::memory_order_relaxed));
		const slot_set bit = slot_set{1} << slot;
		if (fUsed.compare_exchange_weak(used, used | bit,
				std::memory_order_acquire)) {
			fNext[oneShot].store(slot + 1, std::memory_order_relaxed);
			const uint32_t now = fClaims.load(std::memory_order_relaxed);
			fClaimedAt[slot].store(now, std::memory_order_relaxed);
			fClaims.store(now + 1, std::memory_order_relaxed);
			note_owner(bit);
			return slot;
		}
	}
	return -1;
}

/* Whoever holds a slot holds it for the time of a system call, but may be
 * preempted meanwhile. When all slots stay taken while others run, some have
 * been abandoned: the oldest, but for the one in force. */
void
signal_actions::free_abandoned(int hostSignal, bool oneShot)
{
	constexpr int TURNS = 100;
	constexpr bigtime_t PATIENCE = 10000;	/* microseconds */

	const slot_set kind = slots_of_kind(oneShot);
	const uint32_t claims = fClaims.load(std::memory_order_relaxed);
	const bigtime_t start = monotonic_time();
	for (int turn = 0; turn < TURNS || monotonic_time() - start < PATIENCE;
			turn++) {
		system_call(SYS_sched_yield);
		if ((~fUsed.load(std::memory_order_relaxed) & kind) != 0
			|| fClaims.load(std::memory_order_relaxed) != claims)
			return;
	}

	slot_set abandoned = kind & ~slot_in_force(hostSignal);
	if (current_thread.in_vfork_child != 0)
		abandoned &= ~fOfParents.load(std::memory_order_relaxed);
	free_oldest(abandoned);
}

/* Few at a time: should somebody hold one after all, or host code mean to put
 * an action back, then a late one. */
void
signal_actions::free_oldest(slot_set abandoned)
{
	constexpr int BATCH = 8;

	const uint32_t now = fClaims.load(std::memory_order_relaxed);
	for (int i = 0; i < BATCH && abandoned != 0; i++) {
		slot_set oldest = 0;
		uint32_t greatestAge = 0;
		for (slot_set left = abandoned; left != 0; left &= left - 1) {
			const uint32_t age = now - fClaimedAt[__builtin_ctzll(left)].load(
				std::memory_order_relaxed);
			if (oldest == 0 || age > greatestAge) {
				oldest = left & -left;
				greatestAge = age;
			}
		}
		abandoned &= ~oldest;
		fUsed.fetch_and(~oldest, std::memory_order_relaxed);
	}
}

unsigned
signal_actions::claim(int hostSignal, bool oneShot)
{
	for (;;) {
		const int slot = claim_free(oneShot);
		if (slot >= 0)
			return slot;
		/* Those of vfork children: most of them have ended. */
		const slot_set ofChildren
			= fOfChildren.load(std::memory_order_relaxed)
				& slots_of_kind(oneShot);
		const slot_set abandoned
			= ofChildren != 0 ? ofChildren & ~slot_in_force(hostSignal) : 0;
		if (abandoned != 0)
			free_oldest(abandoned);
		else
			free_abandoned(hostSignal, oneShot);
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
read_action_in_force(int hostSignal, stored_action& action)
{
	/* Ends as soon as the action is not replaced while it is being read. */
	for (;;) {
		linux_sigaction host;
		if (system_call(SYS_rt_sigaction, hostSignal, nullptr,
				&host, sizeof(linux_sigset)) != 0)
			return false;
		const int slot = slot_of_entry_stub(host.handler);
		if (slot < 0)
			return false;
		if (action_table[hostSignal].slots[slot].read(action))
			return true;
	}
}
