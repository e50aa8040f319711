#include "program_signals.h"

#include <link.h>
#include <string.h>

#include "fast_block.h"
#include "kernel_inline.h"
#include "signal_mask.h"
#include "thread_state.h"

std::atomic<mask_memory> mask_memory_state;

/* Do host libraries find our entries, so that their changes of masks are seen?
 * Only if we precede the C library in the loader's order; not if we came with a
 * dlopen(). */
static mask_memory
find_mask_memory()
{
	for (const link_map* library = _r_debug.r_map; library != nullptr;
			library = library->l_next) {
		if (library->l_ld == _DYNAMIC)
			return mask_memory::KEPT;
		const char* name = strrchr(library->l_name, '/');
		if (name != nullptr && strcmp(name, "/libc.so.6") == 0)
			break;
	}
	return mask_memory::NONE;
}

static bool
is_mask_kept()
{
	if (mask_memory_state.load(std::memory_order_relaxed)
			== mask_memory::UNKNOWN)
		mask_memory_state.store(find_mask_memory(),
			std::memory_order_relaxed);
	return may_know_mask();
}

/* The kernel's mask has just become this. */
static void
note_mask(thread_state& thread, linux_sigset mask, uint32_t changesBefore)
{
	thread.mask = mask;
	thread.is_mask_known = is_mask_kept();
	/* A handler changed it in between: ask for the outcome. */
	while (thread.mask_changes != changesBefore && !thread.holds_all) {
		changesBefore = thread.mask_changes;
		thread.mask = host_mask() & ~thread.blocked_for_wait;
	}
}

linux_sigset
ask_for_program_mask()
{
	thread_state& thread = current_thread;
	if (thread.holds_all)
		return thread.mask;
	const uint32_t changes = thread.mask_changes;
	const linux_sigset mask = host_mask() & ~thread.blocked_for_wait;
	if (thread.in_vfork_child != 0)
		return mask;
	note_mask(thread, mask, changes);
	return thread.mask;
}

linux_sigset
change_program_mask_slowly(linux_sigset blocked, linux_sigset unblocked)
{
	thread_state& thread = current_thread;
	const linux_sigset old = program_mask();
	const linux_sigset mask = (old & ~unblocked) | blocked;
	/* What is held and has been blocked comes in its turn with what the kernel
	 * would let through. */
	if ((thread.held.signals() & ~mask) != 0 && thread.in_vfork_child == 0)
		hold_all(thread);
	if (thread.holds_all) {
		thread.mask = mask;
		/* What HOLDING_MASK has not. */
		if (is_in_section(thread) && ((mask ^ old) & ~HOLDING_MASK) != 0) {
			const linux_sigset all = mask | HOLDING_MASK;
			change_host_mask(LINUX_SIG_SETMASK, &all, nullptr);
		}
		deliver_unblocked_signals(thread);
		return old;
	}
	const uint32_t changes = thread.mask_changes;
	linux_sigset kernelOld;
	change_host_mask(LINUX_SIG_SETMASK, &mask, &kernelOld);
	return finish_mask_change(blocked, unblocked, old, kernelOld, changes);
}

linux_sigset
finish_mask_change(linux_sigset blocked, linux_sigset unblocked,
	linux_sigset old, linux_sigset kernelOld, uint32_t changes)
{
	thread_state& thread = current_thread;
	linux_sigset mask = (old & ~unblocked) | blocked;
	kernelOld &= ~thread.blocked_for_wait;
	/* Somebody has changed it by a raw system call. */
	if (kernelOld != old) {
		old = kernelOld;
		mask = (old & ~unblocked) | blocked;
		change_host_mask(LINUX_SIG_SETMASK, &mask, nullptr);
	}
	if (thread.in_vfork_child != 0)
		return old;
	note_mask(thread, mask, changes);
	deliver_unblocked_signals(thread);
	return old;
}

linux_sigset
change_program_mask(linux_sigset blocked, linux_sigset unblocked)
{
	return change_program_mask_inline(blocked, unblocked);
}

void
start_with_program_mask(linux_sigset mask)
{
	thread_state& thread = current_thread;
	mask &= ~(UNBLOCKABLE_SIGNALS | C_LIBRARY_SIGNALS);
	const uint32_t changes = thread.mask_changes;
	change_host_mask(LINUX_SIG_SETMASK, &mask, nullptr);
	note_mask(thread, mask, changes);
}

void
resynchronize_program_mask()
{
	thread_state& thread = current_thread;
	if (!thread.holds_all && thread.in_vfork_child == 0)
		thread.is_mask_known = false;
}

/* The kernel keeps the flags when SA_RESETHAND has taken the handler away, and
 * then nothing else tells that the program had not asked for siginfo. On x86
 * this flag has no other meaning. */
static constexpr unsigned long ONE_SHOT_INFO_IS_OURS
	= LINUX_SA_RESETHAND | LINUX_SA_SIGINFO | LINUX_SA_EXPOSE_TAGBITS;

/* What host code sees of an action: its own handlers as they are, others as our
 * entry, which it can call and give back. */
static bool
describe_to_host(int hostSignal, linux_sigaction& action)
{
	const int slot = slot_of_entry_stub(action.handler);
	if (slot < 0) {
		if (is_disposition(action.handler)
			&& (action.flags & ONE_SHOT_INFO_IS_OURS) == ONE_SHOT_INFO_IS_OURS)
			action.flags &= ~(LINUX_SA_EXPOSE_TAGBITS | LINUX_SA_SIGINFO);
		return true;
	}
	stored_action stored;
	if (!action_table[hostSignal].slots[slot].read(stored))
		return false;
	if (!stored.is_host && stored.handler != (void*)SIG_DFL)
		return true;
	action.handler = (uintptr_t)stored.handler;
	if (stored.is_host) {
		/* The kernel knows which flags there are. */
		constexpr unsigned long OURS = LINUX_SA_SIGINFO | LINUX_SA_RESTORER
			| LINUX_SA_EXPOSE_TAGBITS;
		action.flags = (action.flags & ~OURS)
			| ((unsigned)stored.flags & OURS);
		set_mask(action, stored.mask);
	} else {
		action.flags = action_flags_to_host(stored.flags);
		set_mask(action, set_to_host(stored.mask));
	}
	return true;
}

static int
prepare_host_action(int hostSignal, linux_sigaction& host)
{
	stored_action stored = { (void*)host.handler, nullptr, mask_of(host),
		(int)host.flags, true };
	/* A handler of the program's that host code has been shown. */
	const int slot = slot_of_entry_stub(host.handler);
	if (slot >= 0)
		action_table[hostSignal].slots[slot].read(stored);
	else if (!is_disposition(host.handler)
		&& (host.flags & LINUX_SA_RESETHAND) != 0
		&& (host.flags & LINUX_SA_SIGINFO) == 0)
		host.flags |= LINUX_SA_EXPOSE_TAGBITS;
	return prepare_stored_action(hostSignal, stored, host);
}

int
set_host_action(int hostSignal, const linux_sigaction* action,
	linux_sigaction* oldAction)
{
	if (action == nullptr) {
		linux_sigaction host;
		do {
			const int error = system_call(SYS_rt_sigaction, hostSignal, nullptr,
				&host, sizeof(linux_sigset));
			if (error != 0)
				return error;
		} while (!describe_to_host(hostSignal, host));
		if (oldAction != nullptr)
			*oldAction = host;
		return 0;
	}
	linux_sigaction host = *action;
	const int slot = prepare_host_action(hostSignal, host);
	linux_sigaction oldHost;
	const int error = exchange_action(hostSignal, slot, host, oldHost);
	if (error != 0)
		return error;
	if (oldAction != nullptr) {
		*oldAction = oldHost;
		describe_to_host(hostSignal, *oldAction);
	}
	finish_action_change(hostSignal, host, oldHost);
	return 0;
}

host_call::host_call()
	:
	fInSection(is_in_section(current_thread))
{
	if (!fInSection)
		return;
	thread_state& thread = current_thread;
	/* A child of vfork() never holds anything; what it writes is its
	 * parent's. */
	if (thread.in_vfork_child == 0) {
		/* What arrives from now on leaves what is known alone. */
		program_mask();
		thread.host_calls++;
	}
	if (thread.holds_all) {
		if (thread.in_vfork_child == 0)
			thread.holds_all = false;
		change_host_mask(LINUX_SIG_SETMASK, &thread.mask, nullptr);
	}
}

host_call::~host_call()
{
	thread_state& thread = current_thread;
	if (!fInSection || thread.in_vfork_child != 0)
		return;
	thread.host_calls--;
	if (thread.host_calls == 0 && has_deliverable_signals(thread))
		hold_all(thread);
}
