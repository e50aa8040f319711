/* The one entry through which every caught signal comes. */

#include <errno.h>
#include <string.h>
#include <unwind.h>

#include <kernel_contract.h>
#include <legacy_handler.h>
#include <legacy_mask.h>

#include "action_table.h"
#include "linux_context.h"
#include "registers.h"
#include "signal_info.h"
#include "signal_set.h"
#include "system_call.h"
#include "thread_state.h"

typedef void (*plain_handler)(int, void*, vregs*);
typedef void (*info_handler)(int, siginfo_t*, void*, void*);

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
		thread.delivery_count--;
	return _URC_CONTINUE_UNWIND;
}

/* The stubs of entry.S come here as if the kernel had called this function
 * with the slot as a further argument. */
extern "C" __attribute__((visibility("hidden"), used)) void
#if defined(__i386__)
__attribute__((regparm(3)))
deliver_signal(unsigned slot, linux_siginfo* hostInfo,
	linux_ucontext* hostContext, int hostSignal)
#else
deliver_signal(int hostSignal, linux_siginfo* hostInfo,
	linux_ucontext* hostContext, unsigned slot)
#endif
{
	/* 0x1b: relative to here, four bytes (DW_EH_PE_pcrel | DW_EH_PE_sdata4). */
	asm(".cfi_personality 0x1b, leave_delivery");
	const int savedError = errno;
	thread_state& thread = current_thread;
	const int signal = signal_from_host(hostSignal);

	/* If the slot belongs to another action by now, ours was replaced after
	 * the kernel had chosen it: then the new one is in force. */
	stored_action action;
	signal_actions& actions = action_table[signal];
	if (!actions.slots[slot].read(action)
		&& !read_action_in_force(signal, action))
		return;
	if (signal_actions::is_one_shot(slot))
		actions.give_back(slot);

	delivery current;
	current.host_info = hostInfo;
	current.host_context = hostContext;
	ucontext_t& context = current.context;
	registers_from_host(*hostContext, context.uc_mcontext);
	const sigset_t mask
		= set_from_host(hostContext->mask & ~thread.blocked_for_wait);
	context.uc_sigmask = mask;
	context.uc_stack.ss_sp = hostContext->stack.sp;
	context.uc_stack.ss_size = hostContext->stack.size;
	context.uc_stack.ss_flags = hostContext->stack.flags;

	drop_left_deliveries(thread, interrupted_stack_pointer(*hostContext),
		hostContext->stack);
	const int depth = thread.delivery_count++;
	context.uc_link = depth > 0 && depth <= thread_state::MAX_DELIVERIES
		? &thread.deliveries[depth - 1]->context : nullptr;
	if (depth < thread_state::MAX_DELIVERIES)
		thread.deliveries[depth] = &current;

	/* The handler's own waiting and blocking starts from nothing, and ends
	 * with it. */
	const linux_sigset* temporaryMask = thread.temporary_mask;
	const linux_sigset blockedForWait = thread.blocked_for_wait;
	current.legacy_mask = legacy_mask;
	thread.temporary_mask = nullptr;
	thread.blocked_for_wait = 0;

	call_handler(action, signal, current);

	legacy_mask = current.legacy_mask;
	thread.blocked_for_wait = blockedForWait;
	thread.temporary_mask = temporaryMask;
	thread.delivery_count = depth;

	registers_to_host(context.uc_mcontext, *hostContext);
	if (context.uc_sigmask != mask) {
		note_current_change(mask, context.uc_sigmask);
		hostContext->mask = set_to_host(context.uc_sigmask)
			| (hostContext->mask & HOST_ONLY_SIGNALS) | blockedForWait;
	}
	errno = savedError;
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
