/* The calls of the kernel contract that are worth having inline: after a system
 * call each return costs much more than it usually does (processors with
 * return speculation mitigations), and these do little else. */
#ifndef _KERNEL_INLINE_H
#define _KERNEL_INLINE_H

#include <errno.h>
#include <limits.h>
#include <string.h>

#include <kernel_contract.h>

#include "action_table.h"
#include "default_actions.h"
#include "held_signals.h"
#include "host_function.h"
#include "host_handlers.h"
#include "program_signals.h"
#include "restorer.h"
#include "signal_info.h"
#include "signal_mask.h"
#include "signal_set.h"
#include "system_call.h"
#include "thread_state.h"
#include "user_memory.h"
#include "waiting.h"

inline bool
is_disposition(uintptr_t handler)
{
	return handler == (uintptr_t)SIG_DFL || handler == (uintptr_t)SIG_IGN;
}

/* The kernel's action for a handler: our entry, which finds what to call in the
 * slot. mask and flags are the kernel's already. */
inline int
prepare_handler(int hostSignal, const stored_action& action,
	linux_sigaction& host)
{
	/* siginfo is always wanted, to have the registers and the mask. */
	host.flags |= LINUX_SA_SIGINFO;
	set_restorer(host);
	signal_actions& actions = action_table[hostSignal];
	const int slot = actions.claim(hostSignal,
		(host.flags & LINUX_SA_RESETHAND) != 0);
	actions.slots[slot].write(action);
	host.handler = entry_stub(slot);
	return slot;
}

/* For an action that is one of ours, or one of the dispositions. */
inline int
prepare_stored_action(int hostSignal, const stored_action& action,
	linux_sigaction& host)
{
	host.handler = (uintptr_t)action.handler;
	if (!is_disposition(host.handler))
		return prepare_handler(hostSignal, action, host);
	if (action.handler == (void*)SIG_DFL && default_actions_wait.load(
			std::memory_order_relaxed) && is_default_action_deadly(hostSignal))
		return prepare_default_action(hostSignal, action, host);
	set_restorer(host);
	return -1;
}

/* Fills what the kernel should get. Returns the slot that holds the handler,
 * or -1 if it needs none. */
inline int
prepare_action(int hostSignal, const struct sigaction& action,
	linux_sigaction& host)
{
	stored_action exposed;
	switch (host_action_of(action, host, exposed)) {
		case host_action_kind::OURS:
			break;
		case host_action_kind::RAW:
			return -1;
		case host_action_kind::ENTERED:
			return prepare_stored_action(hostSignal, exposed, host);
	}

	set_mask(host, set_to_host(action.sa_mask));
	host.flags = action_flags_to_host(action.sa_flags);
	return prepare_stored_action(hostSignal, { (void*)action.sa_handler,
		action.sa_userdata, action.sa_mask, action.sa_flags, false }, host);
}

/* False if the action was replaced, and its slot used anew, since the kernel
 * told of it. */
inline bool
describe_action(int hostSignal, const linux_sigaction& host,
	struct sigaction& action)
{
	const int slot = slot_of_entry_stub(host.handler);
	stored_action stored;
	if (slot >= 0) {
		if (!action_table[hostSignal].slots[slot].read(stored))
			return false;
		if (!stored.is_host) {
			action.sa_handler = (__sighandler_t)stored.handler;
			action.sa_mask = stored.mask;
			action.sa_flags = stored.flags;
			action.sa_userdata = stored.userdata;
			return true;
		}
	} else {
		stored = { (void*)host.handler, nullptr, mask_of(host),
			(int)host.flags, true };
	}
	if (is_disposition((uintptr_t)stored.handler)) {
		action.sa_handler = (__sighandler_t)stored.handler;
		action.sa_mask = set_from_host(stored.mask);
		/* SA_SIGINFO is ours, or was cleared by SA_RESETHAND (POSIX,
		 * sigaction()). */
		action.sa_flags = action_flags_from_host(stored.flags) & ~SA_SIGINFO;
		action.sa_userdata = nullptr;
	} else
		expose_host_action(hostSignal, host, slot >= 0 ? &stored : nullptr,
			action);
	return true;
}

/* Tells the action in force. */
inline int
query_action(int hostSignal, struct sigaction* action)
{
	linux_sigaction host;
	do {
		const int error = system_call(SYS_rt_sigaction, hostSignal, nullptr,
			&host, sizeof(linux_sigset));
		if (error != 0)
			return error;
	} while (action != nullptr && !describe_action(hostSignal, host, *action));
	return 0;
}

/* Gives the kernel an action whose handler, if any, is in the slot. The old
 * one's slot is the caller's until finish_action_change(). */
inline int
exchange_action(int hostSignal, int slot, const linux_sigaction& host,
	linux_sigaction& oldHost)
{
	const int error = system_call(SYS_rt_sigaction, hostSignal, &host, &oldHost,
		sizeof(linux_sigset));
	if (error != 0 && slot >= 0)
		action_table[hostSignal].give_back(slot);
	return error;
}

/* After exchange_action(). */
inline void
finish_action_change(int hostSignal, const linux_sigaction& host,
	const linux_sigaction& oldHost)
{
	if (__builtin_expect(!current_thread.held.is_empty(), 0)
		&& is_disposition(host.handler))
		forget_ignored_signal(hostSignal, host.handler);
	const int oldSlot = slot_of_entry_stub(oldHost.handler);
	if (oldSlot >= 0)
		action_table[hostSignal].give_back(oldSlot);
}

linux_sigset change_program_mask_slowly(linux_sigset blocked,
	linux_sigset unblocked);
/* The rest, when the mask was not what we thought, or has become something else
 * meanwhile, or lets something through that is held. */
linux_sigset finish_mask_change(linux_sigset blocked, linux_sigset unblocked,
	linux_sigset old, linux_sigset kernelOld, uint32_t changes);

/* As change_program_mask(). */
__attribute__((always_inline)) inline linux_sigset
change_program_mask_inline(linux_sigset blocked, linux_sigset unblocked)
{
	/* Never blocked, whatever is asked for; or the C library's own. */
	constexpr linux_sigset NEVER_CHANGED
		= UNBLOCKABLE_SIGNALS | C_LIBRARY_SIGNALS;

	thread_state& thread = current_thread;
	blocked &= ~NEVER_CHANGED;
	unblocked &= ~NEVER_CHANGED;
	const linux_sigset old = program_mask();
	const linux_sigset mask = (old & ~unblocked) | blocked;
	if (mask == old)
		return old;
	if (__builtin_expect(!thread.is_mask_known || thread.holds_all
			|| !thread.held.is_empty() || thread.in_vfork_child != 0, 0))
		return change_program_mask_slowly(blocked, unblocked);
	const uint32_t changes = thread.mask_changes;
	linux_sigset kernelOld;
	change_host_mask(LINUX_SIG_SETMASK, &mask, &kernelOld);
	/* First this: a handler that comes later and changes it counts. */
	*(volatile linux_sigset*)&thread.mask = mask;
	if (__builtin_expect(kernelOld != old || thread.mask_changes != changes
			|| !thread.held.is_empty(), 0))
		return finish_mask_change(blocked, unblocked, old, kernelOld, changes);
	return old;
}

/* _kern_set_signal_mask() in terms of a form of change_program_mask(). */
template<typename Change>
__attribute__((always_inline)) inline int
set_signal_mask_with(Change change, int how, const sigset_t* set,
	sigset_t* oldSet)
{
	if (oldSet != nullptr && !is_writable(oldSet))
		return -EFAULT;
	if (set == nullptr) {
		const linux_sigset mask = program_mask();
		if (oldSet != nullptr)
			*oldSet = set_from_host(mask);
		return 0;
	}

	if (!is_readable(set))
		return -EFAULT;
	const linux_sigset hostSet = set_to_host(*set);
	linux_sigset blocked = hostSet;
	linux_sigset unblocked = 0;
	switch (how) {
		case SIG_BLOCK:
			break;
		case SIG_UNBLOCK:
			blocked = 0;
			unblocked = hostSet;
			break;
		case SIG_SETMASK:
			unblocked = ~(hostSet | HOST_ONLY_SIGNALS);
			break;
		default:
			return -EINVAL;
	}
	const linux_sigset old = change(blocked, unblocked);
	if (oldSet != nullptr)
		*oldSet = set_from_host(old);
	return 0;
}

/* As _kern_set_signal_mask(). */
__attribute__((always_inline)) inline int
_kern_set_signal_mask_inline(int how, const sigset_t* set, sigset_t* oldSet)
{
	return set_signal_mask_with(
		[](linux_sigset blocked, linux_sigset unblocked)
			__attribute__((always_inline)) {
			return change_program_mask_inline(blocked, unblocked);
		}, how, set, oldSet);
}

/* As _kern_sigaction(). */
__attribute__((always_inline)) inline int
_kern_sigaction_inline(int signal, const struct sigaction* action,
	struct sigaction* oldAction)
{
	if (!is_signal(signal))
		return -EINVAL;
	const int hostSignal = signal_to_host(signal);
	if (action != nullptr
		&& (hostSignal == 0 || signal == SIGKILL || signal == SIGSTOP))
		return -EINVAL;
	if ((action != nullptr && !is_readable(action))
		|| (oldAction != nullptr && !is_writable(oldAction)))
		return -EFAULT;
	if (hostSignal == 0) {
		if (oldAction != nullptr)
			memset(oldAction, 0, sizeof(*oldAction));
		return 0;
	}
	if (action == nullptr)
		return query_action(hostSignal, oldAction);

	linux_sigaction host;
	const int slot = prepare_action(hostSignal, *action, host);
	linux_sigaction oldHost;
	const int error = exchange_action(hostSignal, slot, host, oldHost);
	if (error != 0)
		return error;
	if (oldAction != nullptr)
		describe_action(hostSignal, oldHost, *oldAction);
	finish_action_change(hostSignal, host, oldHost);
	return 0;
}

struct wait_flag_pair {
	uint32	flag;
	uint32	host;
};

inline constexpr wait_flag_pair wait_flags[] = {
	{ WNOHANG, LINUX_WNOHANG },
	{ WUNTRACED, LINUX_WSTOPPED },
	{ WSTOPPED, LINUX_WSTOPPED },
	{ WCONTINUED, LINUX_WCONTINUED },
	{ WEXITED, LINUX_WEXITED },
	{ WNOWAIT, LINUX_WNOWAIT }
};

/* As _kern_wait_for_child(). */
__attribute__((always_inline)) inline int
_kern_wait_for_child_inline(thread_id child, uint32 flags, siginfo_t* info,
	struct rusage* usage)
{
	uint32 hostFlags = 0;
	for (const wait_flag_pair& pair : wait_flags) {
		if ((flags & pair.flag) != 0)
			hostFlags |= pair.host;
		flags &= ~pair.flag;
	}
	if (flags != 0)
		return -EINVAL;
	if (!is_writable(info) || (usage != nullptr && !is_writable(usage)))
		return -EFAULT;

	int type = LINUX_P_PID;
	if (child == -1)
		type = LINUX_P_ALL;
	else if (child == INT_MIN)
		return -ECHILD;
	else if (child <= 0) {
		/* Group 0 is the caller's own. */
		type = LINUX_P_PGID;
		child = -child;
	}

	linux_siginfo hostInfo;
	hostInfo.child.pid = 0;
	const long error = cancellable_system_call(SYS_waitid, type, child,
		&hostInfo, hostFlags, usage);
	if (error < 0)
		return error;
	if (hostInfo.child.pid == 0) {
		memset(info, 0, sizeof(*info));
		return 0;
	}
	info_from_host(hostInfo, *info);
	return info->si_pid;
}

/* Of the host's C library, which knows its threads. */
struct thread_signal_functions {
	host_function<int(pthread_t, int)>					pthread_kill;
	host_function<int(pthread_t, int, union sigval)>	pthread_sigqueue;
};

extern thread_signal_functions host_thread_signals;

/* What SIGKILLTHR does. */
int kill_pthread(pthread_t thread);

/* As _kern_send_pthread_signal(). */
__attribute__((always_inline)) inline int
_kern_send_pthread_signal_inline(pthread_t thread, uint32 signal,
	const union sigval* value)
{
	if (signal == SIGKILLTHR)
		return kill_pthread(thread);
	const int hostSignal = signal_to_host(signal);
	if (signal != 0 && hostSignal == 0)
		return -EINVAL;
	if (value == nullptr)
		return -host_thread_signals.pthread_kill(thread, hostSignal);
	return -host_thread_signals.pthread_sigqueue(thread, hostSignal, *value);
}

#endif	/* _KERNEL_INLINE_H */
