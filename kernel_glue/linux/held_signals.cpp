#include "held_signals.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

#include <time_span.h>

#include "default_actions.h"
#include "fast_block.h"
#include "made_frame.h"
#include "program_signals.h"
#include "restorer.h"
#include "send_to_thread.h"
#include "signal_mask.h"
#include "signal_table.h"
#include "thread_state.h"
#include "waiting.h"

uint32_t
held_signals::push()
{
	uint32_t index = 1;
	asm volatile("xaddl %0, %1" : "+r"(index), "+m"(fCount) : : "memory", "cc");
	if (index < KEPT)
		return index;
	if (index < KEPT + MORE && fMore == nullptr) {
		const int savedError = errno;
		void* memory = mmap(nullptr, MORE * sizeof(held_signal),
			PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		errno = savedError;
		/* One that came in between may have been here too. */
		if (memory != MAP_FAILED && fMore == nullptr)
			fMore = (held_signal*)memory;
		else if (memory != MAP_FAILED)
			munmap(memory, MORE * sizeof(held_signal));
	}
	if (index < KEPT + MORE && fMore != nullptr)
		return index;
	/* Those that came in between have found no place either. */
	fCount = index;
	return NO_PLACE;
}

void
held_signals::remove(uint32_t index)
{
	for (uint32_t i = index + 1; i < fCount; i++)
		(*this)[i - 1] = (*this)[i];
	fCount--;
	(*this)[fCount].frame = 0;
}

void
held_signals::put_in_order(uint32_t index)
{
	const held_signal moved = (*this)[index];
	uint32_t first = 0;
	/* Stacks grow down. */
	while (first < index && ((*this)[first].frame == 0
			|| (*this)[first].frame > moved.frame
			|| (*this)[first].signal != moved.signal))
		first++;
	if (first == index)
		return;
	for (uint32_t i = index; i > first; i--)
		(*this)[i] = (*this)[i - 1];
	(*this)[first] = moved;
}

void
held_signals::forget_frames()
{
	for (uint32_t i = 0; i < fCount; i++)
		(*this)[i].frame = 0;
}

linux_sigset
held_signals::signals() const
{
	linux_sigset set = 0;
	for (uint32_t i = 0; i < fCount; i++)
		set |= host_set_of((*this)[i].signal);
	return set;
}

uint32_t
held_signals::find(linux_sigset set) const
{
	set &= signals();
	if (set == 0)
		return fCount;
	const int signal = first_signal_of(set);
	uint32_t index = 0;
	while ((*this)[index].signal != signal)
		index++;
	return index;
}

void
held_signals::clear()
{
	forget_frames();
	fCount = 0;
	if (fMore != nullptr)
		munmap(fMore, MORE * sizeof(held_signal));
	fMore = nullptr;
}

/* Whoever leaves the section finds it there. */
static void
note_arrival(thread_state& thread)
{
	if ((__libroot_lpmap.blockallsigs & LPMAP_DEPTH_MASK) != 0) {
		asm volatile("orl %1, %0" : "+m"(__libroot_lpmap.blockallsigs)
			: "i"(LPMAP_ARRIVED) : "memory", "cc");
	}
	note_fast_block_arrival(thread);
}

/* Stop and continue signals discard each other where they are pending. */
static linux_sigset
undone_by(linux_sigset sent)
{
	constexpr linux_sigset CONTINUING = host_set_of(LINUX_SIGCONT);
	constexpr linux_sigset STOPPING = host_set_of(LINUX_SIGTSTP)
		| host_set_of(LINUX_SIGTTIN) | host_set_of(LINUX_SIGTTOU);

	return ((sent & CONTINUING) != 0 ? STOPPING : 0)
		| ((sent & STOPPING) != 0 ? CONTINUING : 0);
}

static void
forget(thread_state& thread, linux_sigset signals)
{
	while ((signals & thread.held.signals()) != 0)
		thread.held.remove(thread.held.find(signals));
}

void
forget_undone(thread_state& thread, int hostSignal)
{
	const linux_sigset undone = undone_by(host_set_of(hostSignal));
	if (undone != 0)
		forget(thread, undone);
}

extern "C" __attribute__((visibility("hidden"))) char signal_entry_start[];
extern "C" __attribute__((visibility("hidden"))) char signal_entry_end[];

/* Is it where a signal has not been put aside yet? */
static bool
is_signal_entry(uintptr_t instructionPointer)
{
	return instructionPointer - (uintptr_t)signal_entry_start
		< (uintptr_t)(signal_entry_end - signal_entry_start);
}

void
hold_signal(thread_state& thread, int hostSignal, const stored_action& action,
	linux_siginfo& info, linux_ucontext& context)
{
	/* A child of vfork() has its parent's memory, which it must leave alone,
	 * and is about to become another program: there the action would be the
	 * default one. */
	if (thread.in_vfork_child != 0) {
		carry_out_default_action(hostSignal, info, &context);
		return;
	}

	/* The kernel does not keep these back, and so it did not merge them. */
	const linux_sigset set = host_set_of(hostSignal);
	if ((set & FAULT_SIGNALS) != 0 && (set & thread.held.signals()) != 0)
		return;

	if (!thread.held.is_empty())
		forget_undone(thread, hostSignal);
	/* The frames of several arrivals lie upon each other: the first one comes
	 * here last. All but that one lie upon an entry, which shall not be
	 * interrupted again. */
	const bool uponEntry = is_signal_entry(interrupted_code_of(context));
	const uint32_t place = thread.held.push();
	const linux_sigset mask = context.mask & ~thread.blocked_for_wait;
	if (uponEntry)
		context.mask |= HOLDING_MASK;
	/* Another arrival may come between any two steps, with this entry's mask:
	 * it counts only until this one has its turn again. Within a host_call it
	 * does not at all, because nothing here is the last step. */
	if (thread.host_calls == 0 || !thread.is_mask_known)
		thread.mask = thread.holds_all ? thread.mask & mask : mask;
	thread.is_mask_known = true;
	if (thread.host_calls == 0 || place == held_signals::NO_PLACE
		|| !thread.held.has_room()) {
		std::atomic_signal_fence(std::memory_order_seq_cst);
		thread.holds_all = true;
		std::atomic_signal_fence(std::memory_order_seq_cst);
		thread.mask &= mask;
		context.mask |= HOLDING_MASK;
	}
	if (place == held_signals::NO_PLACE) {
		/* No memory: then it waits in the kernel, in the kernel's order. */
		context.mask |= host_set_of(hostSignal);
		send_to_this_thread(hostSignal, info);
	} else {
		held_signal& held = thread.held[place];
		held.signal = hostSignal;
		held.action = action;
		memcpy(held.info, &info, held_signal::INFO_SIZE);
		std::atomic_signal_fence(std::memory_order_seq_cst);
		held.frame = (uintptr_t)&context;
		thread.held.put_in_order(place);
	}
	if (!uponEntry)
		thread.held.forget_frames();
	note_arrival(thread);
}

bool
has_deliverable_signals(const thread_state& thread)
{
	return (thread.held.signals() & ~thread.mask) != 0;
}

void
hold_all(thread_state& thread)
{
	if (thread.holds_all)
		return;
	const linux_sigset mask = program_mask() | DELIVERING_MASK;
	/* In this order: a handler that comes in between may not return. */
	change_host_mask(LINUX_SIG_SETMASK, &mask, nullptr);
	thread.holds_all = true;
}

void
hold_no_longer(thread_state& thread)
{
	if (!thread.holds_all || has_deliverable_signals(thread))
		return;
	thread.holds_all = false;
	change_host_mask(LINUX_SIG_SETMASK, &thread.mask, nullptr);
}

static void
info_of(const held_signal& held, linux_siginfo& info)
{
	memset(&info, 0, sizeof(info));
	memcpy(&info, held.info, held_signal::INFO_SIZE);
}

/* Was it sent to one thread, not to the process? The kernel says so of most
 * senders. */
static bool
is_thread_directed(const linux_siginfo& info)
{
	return info.code == LINUX_SI_TKILL;
}

/* What sending a signal does to those that are pending, which the kernel does
 * not know of while they are held: one that is sent again before it is delivered
 * is one signal, unless it is queued, and stopping and continuing undo each
 * other. What is held has come before what is pending. */
static void
merge_pending(thread_state& thread, linux_sigset pending)
{
	constexpr linux_sigset STANDARD = (linux_sigset{1} << 31) - 1;

	forget(thread, undone_by(pending));

	linux_sigset twice = pending & thread.held.signals() & STANDARD;
	for (; twice != 0; twice &= twice - 1) {
		const linux_sigset set = twice & -twice;
		linux_siginfo info;
		const time_span now = { 0, 0 };
		if (system_call(SYS_sigtimedwait64, &set, &info, &now, sizeof(set))
			< 0)
			continue;
		const uint32_t index = thread.held.find(set);
		linux_siginfo first;
		info_of(thread.held[index], first);
		if (is_thread_directed(info) == is_thread_directed(first))
			continue;
		/* One for the thread and one for the process are two. */
		const uint32_t place = thread.held.push();
		if (place == held_signals::NO_PLACE)
			continue;
		thread.held[place] = thread.held[index];
		memcpy(thread.held[place].info, &info, held_signal::INFO_SIZE);
	}
}

static linux_sigset
pending_in_kernel()
{
	linux_sigset pending;
	system_call(SYS_rt_sigpending, &pending, sizeof(pending));
	return pending;
}

/* Has the kernel something pending that comes before all that is held and not
 * blocked? Then it arrives here as in a section, with its action and all that
 * choosing it does to that. */
static void
bring_in_pending(thread_state& thread)
{
	linux_sigset pending = pending_in_kernel();
	if (__builtin_expect(pending == 0, 1))
		return;
	merge_pending(thread, pending);
	for (;; pending = pending_in_kernel()) {
		const linux_sigset open = pending & DELIVERING_MASK & ~thread.mask;
		if (open == 0)
			return;
		const int next = first_signal_of(open);
		const linux_sigset held = thread.held.signals() & ~thread.mask;
		if (first_signal_of(open | held) != next
			|| (held & host_set_of(next)) != 0)
			return;
		const linux_sigset all = thread.mask | DELIVERING_MASK;
		const linux_sigset others = all & ~host_set_of(next);
		enter_signal_section();
		change_host_mask(LINUX_SIG_SETMASK, &others, nullptr);
		change_host_mask(LINUX_SIG_SETMASK, &all, nullptr);
		/* Not leave_signal_section(): it is what delivers. */
		asm volatile("subl $1, %0; andl %1, %0"
			: "+m"(__libroot_lpmap.blockallsigs)
			: "i"(LPMAP_DEPTH_MASK) : "memory", "cc");
	}
}

/* Has the process forked since the thread's first section, by way of a function
 * of the host's that does so inside? Then what is held was the parent's. */
static bool
is_fork_child()
{
	return __libroot_lpmap.thread_id != 0
		&& __libroot_lpmap.thread_id != system_call(SYS_gettid);
}

linux_sigset
program_pending()
{
	const linux_sigset pending = pending_in_kernel();
	return pending | (current_thread.held.signals() & ~undone_by(pending));
}

static bool
is_ignored_by(uintptr_t handler, int hostSignal)
{
	return handler == (uintptr_t)SIG_IGN || (handler == (uintptr_t)SIG_DFL
		&& is_ignored_by_default(hostSignal));
}

void
forget_ignored_signal(int hostSignal, uintptr_t disposition)
{
	thread_state& thread = current_thread;
	const linux_sigset set = host_set_of(hostSignal);
	if (thread.in_vfork_child != 0 || !is_ignored_by(disposition, hostSignal)
		|| (thread.held.signals() & set) == 0)
		return;
	const bool held = thread.holds_all;
	hold_all(thread);
	forget(thread, set);
	if (!held)
		hold_no_longer(thread);
}

static bool
is_one_shot(const stored_action& action)
{
	return action.handler != nullptr && (action.flags
		& (action.is_host ? (int)LINUX_SA_RESETHAND : SA_RESETHAND)) != 0;
}

/* Has the program begun to ignore it since it arrived? An action of
 * SA_RESETHAND has gone by itself. */
static bool
is_ignored_now(const held_signal& held)
{
	linux_sigaction now;
	return system_call(SYS_rt_sigaction, held.signal, nullptr, &now,
			sizeof(linux_sigset)) == 0
		&& (now.handler == (uintptr_t)SIG_IGN
			|| (!is_one_shot(held.action)
				&& is_ignored_by(now.handler, held.signal)));
}

void
deliver_held_signals(thread_state& thread)
{
	if (thread.held.is_empty() && !thread.holds_all)
		return;
	if (is_fork_child())
		forget_held_signals();
	hold_all(thread);
	const threads_own<thread_state> own(current_thread);
	for (;;) {
		bring_in_pending(thread);
		const uint32_t index = thread.held.find(~thread.mask);
		if (index >= thread.held.count())
			break;
		const held_signal next = thread.held[index];
		thread.held.remove(index);
		if (is_ignored_now(next))
			continue;
		linux_siginfo info;
		info_of(next, info);
		if (next.action.handler == nullptr)
			carry_out_default_action(next.signal, info, nullptr);
		else
			deliver_on_made_frame(next, info);
		/* In another thread now: nothing more is to be done here. */
		if (&own.now() != &thread)
			return;
		/* The handler's return has done the rest. */
		if (!thread.holds_all)
			return;
	}
	thread.holds_all = false;
	thread.is_mask_known = may_know_mask();
	change_host_mask(LINUX_SIG_SETMASK, &thread.mask, nullptr);
}

void
deliver_unblocked_signals(thread_state& thread)
{
	if (thread.in_vfork_child != 0 || !has_deliverable_signals(thread))
		return;
	if (is_in_section(thread))
		note_arrival(thread);
	else
		deliver_held_signals(thread);
}

/* Nobody has called the handler: the action of SA_RESETHAND has not been used up
 * after all, unless the program has set another since. */
static void
put_one_shot_back(const held_signal& held)
{
	linux_sigaction now;
	if (system_call(SYS_rt_sigaction, held.signal, nullptr, &now,
			sizeof(linux_sigset)) != 0
		|| (now.handler != (uintptr_t)SIG_DFL
			&& !is_caught_default_action(held.signal, now)))
		return;
	const stored_action& stored = held.action;
	if (stored.is_host) {
		linux_sigaction action = {};
		action.handler = (uintptr_t)stored.handler;
		action.flags = (unsigned)stored.flags;
		set_restorer(action);
		set_mask(action, stored.mask);
		set_host_action(held.signal, &action, nullptr);
	} else {
		const struct sigaction action = { (__sighandler_t)stored.handler,
			stored.mask, stored.flags, stored.userdata };
		_kern_sigaction(signal_from_host(held.signal), &action, nullptr);
	}
}

bool
take_held_signal(linux_sigset set, linux_siginfo& info)
{
	thread_state& thread = current_thread;
	if (thread.held.is_empty() || thread.in_vfork_child != 0)
		return false;
	/* No other can arrive while it is taken. */
	const bool held = thread.holds_all;
	hold_all(thread);
	const linux_sigset pending = pending_in_kernel();
	merge_pending(thread, pending);
	const uint32_t index = thread.held.find(set);
	/* The caller takes what the kernel has. */
	const bool found = index < thread.held.count()
		&& first_signal_of((pending | thread.held.signals()) & set)
			== thread.held[index].signal;
	if (found) {
		const held_signal taken = thread.held[index];
		info_of(taken, info);
		thread.held.remove(index);
		if (is_one_shot(taken.action))
			put_one_shot_back(taken);
	}
	/* In a section too: holds_all says that there is something. */
	if (!held || !has_deliverable_signals(thread)) {
		thread.holds_all = false;
		change_host_mask(LINUX_SIG_SETMASK, &thread.mask, nullptr);
	}
	return found;
}

void
pass_held_signals_on(thread_state& thread)
{
	if (thread.held.is_empty())
		return;
	const long process = system_call(SYS_getpid);
	for (uint32_t i = 0; i < thread.held.count(); i++) {
		linux_siginfo info;
		info_of(thread.held[i], info);
		if (is_thread_directed(info))
			continue;
		/* The kernel lets nobody but itself use its codes. */
		if (system_call(SYS_rt_sigqueueinfo, process, thread.held[i].signal,
				&info) != 0)
			system_call(SYS_kill, process, thread.held[i].signal);
	}
	thread.held.clear();
}

bool
interrupted_by_held_signal(linux_sigset mask)
{
	thread_state& thread = current_thread;
	if (thread.in_vfork_child != 0
		|| (thread.held.signals() & ~mask) == 0)
		return false;
	if (!is_in_section(thread)) {
		/* As the kernel does it: the mask from before comes back with the
		 * first handler's return. */
		const linux_sigset before = program_mask();
		hold_all(thread);
		thread.mask = mask;
		thread.mask_behind = &before;
		deliver_held_signals(thread);
		if (thread.mask_behind != nullptr) {
			/* There was nothing but ignored ones. */
			thread.mask_behind = nullptr;
			set_program_mask(before);
		}
	}
	return true;
}

void
forget_held_signals()
{
	thread_state& thread = current_thread;
	if (!thread.held.is_empty() || thread.holds_all) {
		hold_all(thread);
		thread.held.clear();
		thread.holds_all = false;
		change_host_mask(LINUX_SIG_SETMASK, &thread.mask, nullptr);
	}
	asm volatile("andl %1, %0" : "+m"(__libroot_lpmap.blockallsigs)
		: "i"(LPMAP_DEPTH_MASK) : "memory", "cc");
	/* The kernel gives the child's thread a number of its own. */
	if (__libroot_lpmap.thread_id != 0)
		__libroot_lpmap.thread_id = system_call(SYS_gettid);
}

extern "C" void
_kern_deliver_held_signals(void)
{
	asm volatile("andl %1, %0" : "+m"(__libroot_lpmap.blockallsigs)
		: "i"(LPMAP_DEPTH_MASK) : "memory", "cc");
	thread_state& thread = current_thread;
	if (thread.in_vfork_child != 0)
		return;
	if (!is_in_section(thread))
		deliver_held_signals(thread);
	else if (!thread.held.is_empty() || thread.holds_all)
		note_fast_block_arrival(thread);
}
