/* The program's actions, of all three ABIs, where the signal entry finds them.
 *
 * The kernel knows one handler for us, so what it should call in the end must
 * be kept here, and must be read while other threads change it, without locks:
 * sigaction() may run in a handler, and after fork() or vfork().
 *
 * Each signal has SLOTS places. sigaction() fills a free one and gives the
 * kernel the entry stub of that number; the kernel swaps actions atomically,
 * so a delivery reads precisely the slot that the kernel's action refers to,
 * and sigaction() learns from the old stub which action it has replaced.
 */
#ifndef _ACTION_TABLE_H
#define _ACTION_TABLE_H

#include <atomic>

#include <kernel_contract.h>

#include "linux_abi.h"
#include "stored_action.h"
#include "thread_state.h"

/* Two copies, so that the one in use is whole whatever becomes of a writer: it
 * may be interrupted by a handler that reads, end in the middle, or be another
 * thread's that is missing in the child of fork(). */
class action_slot {
public:
	/* By the one who has claimed the slot. */
	void
	write(const stored_action& action)
	{
		const uint32_t version = fVersion.load(std::memory_order_relaxed) + 1;
		copy& next = fCopies[version % 2];
		std::atomic_thread_fence(std::memory_order_release);
		next.handler.store(action.handler, std::memory_order_relaxed);
		next.userdata.store(action.userdata, std::memory_order_relaxed);
		next.mask[0].store((uint32_t)action.mask, std::memory_order_relaxed);
		next.mask[1].store((uint32_t)(action.mask >> 32),
			std::memory_order_relaxed);
		next.flags.store(action.flags, std::memory_order_relaxed);
		next.is_host.store(action.is_host, std::memory_order_relaxed);
		fVersion.store(version, std::memory_order_release);
	}

	/* False if the slot was rewritten meanwhile, so that it no longer belongs
	 * to the action that the caller looked for. */
	bool
	read(stored_action& action) const
	{
		const uint32_t version = fVersion.load(std::memory_order_acquire);
		const copy& current = fCopies[version % 2];
		action.handler = current.handler.load(std::memory_order_relaxed);
		action.userdata = current.userdata.load(std::memory_order_relaxed);
		action.mask = current.mask[0].load(std::memory_order_relaxed)
			| (uint64_t)current.mask[1].load(std::memory_order_relaxed) << 32;
		action.flags = current.flags.load(std::memory_order_relaxed);
		action.is_host = current.is_host.load(std::memory_order_relaxed);
		std::atomic_thread_fence(std::memory_order_acquire);
		return fVersion.load(std::memory_order_relaxed) == version;
	}

private:
	struct copy {
		std::atomic<void*>		handler;
		std::atomic<void*>		userdata;
		std::atomic<uint32_t>	mask[2];
		std::atomic<int>		flags;
		std::atomic<bool>		is_host;
	};

	copy					fCopies[2];
	std::atomic<uint32_t>	fVersion;	/* of the copy in use: its last bit */
};

/* Bit n stands for slot n. */
typedef uint64_t slot_set;

class signal_actions {
public:
	/* One is in force, and each thread within sigaction() holds another. The
	 * last ones are for SA_RESETHAND: there the entry knows from the stub that
	 * the kernel has dropped the action, so that the slot is the delivery's to
	 * give back, whatever other threads install meanwhile. */
	static constexpr unsigned SLOTS = 64;
	static constexpr unsigned FIRST_ONE_SHOT = 48;

	static constexpr bool
	is_one_shot(unsigned slot)
	{
		return slot >= FIRST_ONE_SHOT;
	}

	action_slot	slots[SLOTS];

	/* A slot that nobody refers to, the longest unused first: a delivery may
	 * have been about to read one that was given back just now. */
	unsigned claim(int hostSignal, bool oneShot);

	/* The kernel action that referred to the slot has been replaced. */
	void
	give_back(unsigned slot)
	{
		const slot_set bit = slot_set{1} << slot;
		const bool ofChild
			= (fOfChildren.load(std::memory_order_relaxed) & bit) != 0;
		/* A vfork child has replaced its own copy of the kernel action; the
		 * parent's still refers to the slot. */
		if (current_thread.in_vfork_child != 0 && !ofChild) {
			fOfParents.fetch_or(bit, std::memory_order_relaxed);
			return;
		}
		if (ofChild)
			fOfChildren.fetch_and(~bit, std::memory_order_relaxed);
		fUsed.fetch_and(~bit, std::memory_order_release);
	}

private:
	int claim_free(bool oneShot);
	void free_abandoned(int hostSignal, bool oneShot);
	void free_oldest(slot_set abandoned);
	void note_owner(slot_set bit);

	/* The slots that are claimed or in force. One can stay marked for good
	 * when host code replaces our action behind our back, or a thread ends in
	 * the middle; claim() takes such slots back when nothing else is left. */
	std::atomic<slot_set>	fUsed;
	/* Those that a vfork child has claimed: what it leaves in force when it
	 * ends is nobody's. */
	std::atomic<slot_set>	fOfChildren;
	/* Those that a vfork child has found in force: its parent's may still
	 * refer to them, which the child cannot see. */
	std::atomic<slot_set>	fOfParents;
	/* Where to look first, for each kind. */
	std::atomic<uint32_t>	fNext[2];
	/* Counts the claims; when each slot was claimed last. Threads may overwrite
	 * each other's steps: more or less is enough. */
	std::atomic<uint32_t>	fClaims;
	std::atomic<uint32_t>	fClaimedAt[SLOTS];
};

/* By the host's number. */
extern signal_actions action_table[LINUX_NSIG + 1];

/* The entry stubs (entry.S of the architecture): one for each slot, of equal
 * size, in order. */
constexpr uintptr_t ENTRY_STUB_SIZE = 16;
extern "C" __attribute__((visibility("hidden"))) char signal_entry_stubs[];

inline uintptr_t
entry_stub(unsigned slot)
{
	return (uintptr_t)signal_entry_stubs + slot * ENTRY_STUB_SIZE;
}

/* The slot that a kernel action refers to, or -1 if its handler is not ours. */
inline int
slot_of_entry_stub(uintptr_t handler)
{
	const uintptr_t offset = handler - (uintptr_t)signal_entry_stubs;
	return offset < signal_actions::SLOTS * ENTRY_STUB_SIZE
		? (int)(offset / ENTRY_STUB_SIZE) : -1;
}

/* Flags of sa_flags in both directions; the private bits are not the host's. */
unsigned long action_flags_to_host(int flags);
int action_flags_from_host(unsigned long flags);

/* The action that the kernel has for a signal, if it is one of ours. */
bool read_action_in_force(int hostSignal, stored_action& action);

#endif	/* _ACTION_TABLE_H */
