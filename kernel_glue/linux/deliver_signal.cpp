/* The one entry through which every caught signal comes. */

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unwind.h>

#include <delivery_trace.h>
#include <kernel_contract.h>
#include <legacy_handler.h>
#include <legacy_mask.h>
#include <symbol_versions.h>

#include "action_table.h"
#include "default_actions.h"
#include "fast_block.h"
#include "held_signals.h"
#include "linux_context.h"
#include "object_lock.h"
#include "plain_host_handler.h"
#include "program_signals.h"
#include "registers.h"
#include "run_handler.h"
#include "signal_info.h"
#include "signal_mask.h"
#include "signal_set.h"
#include "thread_state.h"

typedef void (*plain_handler)(int, void*, vregs*);
typedef void (*info_handler)(int, siginfo_t*, void*, void*);

typedef void (*host_info_handler)(int, linux_siginfo*, linux_ucontext*);

/* A handler of the host's ABI gets what the kernel gave. */
static void
call_host_handler(const stored_action& action, int hostSignal,
	delivery& current)
{
	if ((action.flags & LINUX_SA_SIGINFO) != 0) {
		((host_info_handler)action.handler)(hostSignal, current.host_info,
			current.host_context);
	} else {
		call_plain_host_handler(action.handler, hostSignal, *current.host_info,
			*current.host_context);
	}
}

static void
call_handler(const stored_action& action, int signal, delivery& current)
{
	vregs* registers = &current.context.uc_mcontext;
	if ((action.flags & SA_BEOS_COMPATIBLE_HANDLER) != 0) {
		/* To legacy code both are one signal. */
		call_legacy_handler(action.handler, legacy_signal(signal),
			action.userdata, registers);
	} else if ((action.flags & SA_SIGINFO) != 0) {
		info_from_host(*current.host_info, current.info);
		((info_handler)action.handler)(signal, &current.info,
			&current.context, action.userdata);
	} else
		((plain_handler)action.handler)(signal, action.userdata, registers);
}

/* Called for the frame of deliver_signal() when an exception, pthread_exit() or
 * a cancellation leaves the handler (Itanium C++ ABI: Exception Handling,
 * 1.6.2): the delivery is over. */
extern "C" __attribute__((visibility("hidden"), used)) _Unwind_Reason_Code
leave_delivery(int, _Unwind_Action actions, _Unwind_Exception_Class,
	struct _Unwind_Exception*, struct _Unwind_Context*)
{
	thread_state& thread = current_thread;
	if ((actions & _UA_CLEANUP_PHASE) != 0 && thread.delivery_count > 0)
		end_delivery(thread, thread.delivery_count - 1);
	return _URC_CONTINUE_UNWIND;
}

bool
wants_alternate_stack(const stored_action& action)
{
	return action.is_host ? (action.flags & LINUX_SA_ONSTACK) != 0
		: (action.flags & SA_ONSTACK) != 0;
}

/* What is blocked while the handler runs, beside the mask that it
 * interrupted. */
static linux_sigset
handler_mask(const stored_action& action, int hostSignal)
{
	const bool deferred = (action.flags
		& (action.is_host ? (int)LINUX_SA_NODEFER : SA_NODEFER)) == 0;
	const linux_sigset mask
		= action.is_host ? action.mask : set_to_host(action.mask);
	return (mask | (deferred ? host_set_of(hostSignal) : 0))
		& ~UNBLOCKABLE_SIGNALS;
}

static delivery_trace* traced;

extern "C" LIBROOT_EXPORT void
__trace_deliveries(delivery_trace* trace)
{
	__atomic_store_n(&traced, trace, __ATOMIC_RELAXED);
}

PRIVATE_VERSION(__trace_deliveries, _trace_deliveries);

__attribute__((noinline, cold)) static void
trace_delivery(const stored_action& action, int hostSignal,
	const linux_siginfo& hostInfo)
{
	if (action.is_host) {
		traced(hostSignal, hostInfo.code, (void*)action.handler, "host");
		return;
	}
	siginfo_t info;
	info_from_host(hostInfo, info);
	const int signal = signal_from_host(hostSignal);
	if ((action.flags & SA_BEOS_COMPATIBLE_HANDLER) != 0)
		traced(legacy_signal(signal), info.si_code, (void*)action.handler,
			"legacy");
	else
		traced(signal, info.si_code, (void*)action.handler, "current");
}

/* Calls the handler. interrupted is the program's mask where it was
 * interrupted, during the one it has while the handler runs. Returns the mask
 * that the handler leaves: interrupted, unless it has changed it. */
static linux_sigset
run_handler(thread_state& thread, const stored_action& action, int hostSignal,
	linux_siginfo& hostInfo, linux_ucontext& hostContext,
	linux_sigset interrupted, linux_sigset during)
{
	/* 0x1b: relative to here, four bytes (DW_EH_PE_pcrel | DW_EH_PE_sdata4). */
	asm(".cfi_personality 0x1b, leave_delivery");
	delivery current;
	current.host_info = &hostInfo;
	current.host_context = &hostContext;
	ucontext_t& context = current.context;
	const sigset_t mask = set_from_host(interrupted);
	if (!action.is_host)
		registers_from_host(hostContext, context.uc_mcontext);
	context.uc_sigmask = mask;
	context.uc_stack.ss_sp = hostContext.stack.sp;
	context.uc_stack.ss_size = hostContext.stack.size;
	context.uc_stack.ss_flags = hostContext.stack.flags;

	if (thread.delivery_count > 0) {
		drop_left_deliveries(thread, interrupted_stack_pointer(hostContext),
			hostContext.stack);
	}
	const int depth = thread.delivery_count++;
	thread.interruptions++;
	context.uc_link = depth > 0 && depth <= thread_state::MAX_DELIVERIES
		? &thread.deliveries[depth - 1]->context : nullptr;
	if (depth < thread_state::MAX_DELIVERIES)
		thread.deliveries[depth] = &current;

	/* The handler's own waiting and blocking starts from nothing, and ends
	 * with it. What is held already has its turn when it returns. */
	const linux_sigset* temporaryMask = thread.temporary_mask;
	const linux_sigset blockedForWait = thread.blocked_for_wait;
	const bool ownMemory = thread.in_vfork_child == 0;
	const linux_sigset savedMask = thread.mask;
	const bool wasMaskKnown = thread.is_mask_known;
	const bool inDoubt = thread.is_mask_in_doubt;
	current.legacy_mask = legacy_mask;
	const threads_own<legacy_mask_state> ownLegacyMask(legacy_mask);
	const threads_own<thread_state> own(current_thread);
	thread.is_mask_in_doubt = false;
	thread.temporary_mask = nullptr;
	thread.blocked_for_wait = 0;
	thread.mask = during;
	/* What was in doubt, because handlers below this one have not begun, is in
	 * doubt here too. */
	thread.is_mask_known = ownMemory && wasMaskKnown && may_know_mask();

	if (__builtin_expect(traced != nullptr, 0))
		trace_delivery(action, hostSignal, hostInfo);
	if (__builtin_expect(current_object_thread.waits != 0, 0))
		withdraw_from_queues();
	linux_sigset left = interrupted;
	if (action.is_host) {
		hostContext.mask = interrupted;
		call_host_handler(action, hostSignal, current);
		ownLegacyMask.now() = current.legacy_mask;
		left = hostContext.mask & ~UNBLOCKABLE_SIGNALS;
	} else {
		call_handler(action, signal_from_host(hostSignal), current);
		registers_to_host(context.uc_mcontext, hostContext);
		ownLegacyMask.now() = current.legacy_mask;
		if (context.uc_sigmask != mask) {
			note_current_change(mask, context.uc_sigmask);
			left = (set_to_host(context.uc_sigmask) & ~UNBLOCKABLE_SIGNALS)
				| (interrupted & HOST_ONLY_SIGNALS);
		}
	}

	thread_state& now = own.now();
	const bool moved = &now != &thread;
	now.blocked_for_wait = blockedForWait;
	now.temporary_mask = temporaryMask;
	if (!moved) {
		now.delivery_count = depth;
		now.is_mask_known = wasMaskKnown;
		now.mask = savedMask;
		now.is_mask_in_doubt = inDoubt;
	}
	if ((left != interrupted || moved) && ownMemory) {
		now.mask = left;
		now.mask_changes++;
	}
	return left;
}

/* Has the signal ended a wait with a mask of its own? Only a wait that has
 * begun and is not over: not what is around it, nor the entry of another handler
 * that has ended it, which the kernel has interrupted before the first
 * instruction. */
static bool
ends_masked_wait(const thread_state& thread, const linux_ucontext& context)
{
	return thread.temporary_mask != nullptr
		&& instruction_pointer_of(context)
			== (uintptr_t)waiting_system_call_return
		&& system_call_result_of(context) == -EINTR;
}

/* Runs the handler in the frame that the kernel has made. */
static void
run_in_kernel_frame(thread_state& thread, const stored_action& action,
	int hostSignal, linux_siginfo& info, linux_ucontext& context)
{
	const linux_sigset kernelMask = context.mask;
	const linux_sigset blockedForWait = thread.blocked_for_wait;
	/* A fault inside a section may find everything blocked. */
	const bool held = thread.holds_all;
	const linux_sigset interrupted
		= held ? thread.mask : kernelMask & ~blockedForWait;
	const bool endsWait = ends_masked_wait(thread, context);
	const linux_sigset base = held ? thread.mask
		: endsWait ? *thread.temporary_mask : kernelMask;
	if (__builtin_expect(!thread.held.is_empty(), 0) && !held)
		forget_undone(thread, hostSignal);
	linux_sigset during = base | handler_mask(action, hostSignal);
	const bool inDoubt = thread.is_mask_in_doubt;
	if (__builtin_expect(inDoubt, 0) && !held)
		during = host_mask();
	const threads_own<thread_state> own(current_thread);
	const linux_sigset left = run_handler(thread, action, hostSignal, info,
		context, interrupted, during);
	thread_state& now = own.now();
	if (__builtin_expect(inDoubt || endsWait, 0)
		&& now.in_vfork_child == 0) {
		now.mask = left;
		now.is_mask_known = false;
		now.mask_changes++;
	}
	if (endsWait)
		now.temporary_mask = nullptr;
	if (now.holds_all) {
		/* It was so before, or a section in the handler is not over. */
		context.mask = left | blockedForWait | HOLDING_MASK;
	} else if (left == interrupted)
		context.mask = kernelMask;
	else
		context.mask = left | blockedForWait;

	/* The program may have blocked what was held, left the section, and now
	 * the mask that comes back lets it through. */
	if (__builtin_expect(!now.held.is_empty(), 0)
		&& now.in_vfork_child == 0 && !is_in_section(now)) {
		/* Below may be another handler that has not begun: then this mask is
		 * that one's, and what is remembered is of what it interrupts. */
		const linux_sigset remembered = now.mask;
		const bool wasKnown = now.is_mask_known;
		now.mask = left;
		/* What counts is the mask that comes back, even to a wait or a handler
		 * that has to ask afterwards: the kernel would still tell this
		 * handler's. */
		now.is_mask_known = true;
		deliver_unblocked_signals(now);
		if (!now.holds_all) {
			context.mask = now.mask | blockedForWait;
			if (now.mask == left)
				now.mask = remembered;
			now.is_mask_known = wasKnown;
		}
	}

	if (__builtin_expect(context.mask != kernelMask || inDoubt, 0)
		&& !now.holds_all) {
		now.is_mask_in_doubt
			= slot_of_entry_stub(instruction_pointer_of(context)) >= 0;
		if (now.is_mask_in_doubt)
			now.is_mask_known = false;
	}
}

void
run_held_handler(thread_state& thread, const held_signal& held,
	linux_siginfo& info, linux_ucontext& context)
{
	const threads_own<int> error(errno);
	const threads_own<thread_state> own(current_thread);
	const int savedError = error.now();
	const linux_sigset interrupted
		= thread.mask_behind != nullptr ? *thread.mask_behind : thread.mask;
	thread.mask_behind = nullptr;
	context.mask = interrupted;
	thread.mask |= handler_mask(held.action, held.signal);
	/* What this handler does not block comes before its first instruction:
	 * the kernel too puts all frames upon each other and runs the topmost. */
	deliver_held_signals(thread);
	/* They may have changed it. */
	thread.mask = host_mask() & ~thread.blocked_for_wait;
	const linux_sigset left = run_handler(thread, held.action, held.signal,
		info, context, interrupted, thread.mask);
	own.now().mask = left;
	error.now() = savedError;
}

void
finish_held_handler(thread_state& thread, bool redirected)
{
	const linux_sigset mask = thread.mask;
	if ((thread.held.signals() & ~mask) != 0 && !is_in_section(thread)) {
		const linux_sigset all = mask | DELIVERING_MASK;
		change_host_mask(LINUX_SIG_SETMASK, &all, nullptr);
		thread.holds_all = true;
		if (redirected)
			deliver_held_signals(thread);
	} else if (!thread.holds_all)
		change_host_mask(LINUX_SIG_SETMASK, &mask, nullptr);
}

/* Does it wait for the end of a section? A fault cannot wait, nor can abort(),
 * which the host's allocator calls in the middle of its own sections. */
static bool
can_wait(int hostSignal, const linux_siginfo& info)
{
	if ((FAULT_SIGNALS & host_set_of(hostSignal)) != 0)
		return info.code <= 0;
	return hostSignal != LINUX_SIGABRT || info.code != LINUX_SI_TKILL
		|| info.sender.pid != system_call(SYS_getpid);
}

/* The fault at a lost word comes when this signal's entry is over, as if its
 * frame had been put upon the other's. A true fault there has told already. */
static void
raise_fault_behind(int hostSignal, const volatile uint32_t* lostWord)
{
	if (hostSignal == LINUX_SIGSEGV)
		return;
	const linux_sigset fault = host_set_of(LINUX_SIGSEGV);
	change_host_mask(LINUX_SIG_BLOCK, &fault, nullptr);
	raise_word_fault(lostWord);
}

/* The stubs of entry.S come here as if the kernel had called this function
 * with the slot as a further argument. */
extern "C" SIGNAL_ENTRY __attribute__((visibility("hidden"), used)) void
#if defined(__i386__)
__attribute__((regparm(3)))
deliver_signal(unsigned slot, linux_siginfo* info, linux_ucontext* context,
	int hostSignal)
#else
deliver_signal(int hostSignal, linux_siginfo* info, linux_ucontext* context,
	unsigned slot)
#endif
{
	thread_state& thread = current_thread;

	/* If the slot belongs to another action by now, ours was replaced after
	 * the kernel had chosen it: then the new one is in force. */
	stored_action action;
	signal_actions& actions = action_table[hostSignal];
	if (!actions.slots[slot].read(action)
		&& !read_action_in_force(hostSignal, action))
		return;
	if (signal_actions::is_one_shot(slot)) {
		actions.give_back(slot);
		renew_default_action(hostSignal);
	}

	const volatile uint32_t* lostWord = nullptr;
	if (__builtin_expect(thread.fast_block_word != nullptr, 0))
		lostWord = forget_unusable_word(thread);

	/* Without a call before: see SIGNAL_ENTRY. */
	if (__builtin_expect(is_in_section(thread), 0)
		&& can_wait(hostSignal, *info)) {
		hold_signal(thread, hostSignal, action, *info, *context);
		if (__builtin_expect(lostWord != nullptr, 0))
			raise_fault_behind(hostSignal, lostWord);
		return;
	}

	const threads_own<int> error(errno);
	const int savedError = error.now();
	bool restoresError = true;
	if (__builtin_expect(action.handler == nullptr, 0))
		carry_out_default_action(hostSignal, *info, context);
	else {
		run_in_kernel_frame(thread, action, hostSignal, *info, *context);
		/* The host leaves it to handlers to restore errno. */
		restoresError = !action.is_host;
	}
	if (__builtin_expect(lostWord != nullptr, 0))
		raise_fault_behind(hostSignal, lostWord);
	if (restoresError)
		error.now() = savedError;
}

extern "C" bool
_kern_leave_handlers(void* stackPointer, sigset_t* blockedByCurrent)
{
	thread_state& thread = current_thread;
	if (thread.delivery_count == 0)
		return false;
	linux_stack alternate;
	system_call(SYS_sigaltstack, nullptr, &alternate);
	/* First those that were left unseen: their frames may be gone. */
	drop_left_deliveries(thread, (uintptr_t)__builtin_frame_address(0),
		alternate);
	const int here = thread.delivery_count;
	drop_left_deliveries(thread, (uintptr_t)stackPointer, alternate);
	if (thread.delivery_count == here)
		return false;

	const delivery& outermost = *thread.deliveries[thread.delivery_count];
	*blockedByCurrent = outermost.legacy_mask.all_blocked
		? outermost.legacy_mask.blocked_by_current
		: set_from_host(outermost.host_context->mask);
	return true;
}

extern "C" ucontext_t*
_kern_current_delivery(siginfo_t* info)
{
	sigset_t unused;
	_kern_leave_handlers(__builtin_frame_address(0), &unused);
	const thread_state& thread = current_thread;
	const int last = thread.delivery_count - 1;
	if (last < 0 || last >= thread_state::MAX_DELIVERIES)
		return nullptr;
	delivery& current = *thread.deliveries[last];
	info_from_host(*current.host_info, *info);
	return &current.context;
}
