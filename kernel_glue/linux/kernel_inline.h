/* The calls of the kernel contract that are worth having inline: after a system
 * call each return costs much more than it usually does (processors with
 * return speculation mitigations), and sigaction() does little else. */
#ifndef _KERNEL_INLINE_H
#define _KERNEL_INLINE_H

#include <errno.h>
#include <string.h>

#include <kernel_contract.h>

#include "action_table.h"
#include "host_handlers.h"
#include "restorer.h"
#include "signal_set.h"
#include "system_call.h"
#include "thread_state.h"
#include "user_memory.h"

inline bool
is_disposition(uintptr_t handler)
{
	return handler == (uintptr_t)SIG_DFL || handler == (uintptr_t)SIG_IGN;
}

/* Fills what the kernel should get. Returns the slot that holds the handler,
 * or -1 if it needs none. */
inline int
prepare_action(int signal, const struct sigaction& action,
	linux_sigaction& host)
{
	if (host_action_of(action, host))
		return -1;

	const linux_sigset mask = set_to_host(action.sa_mask);
	host.mask[0] = (uint32_t)mask;
	host.mask[1] = (uint32_t)(mask >> 32);
	host.flags = action_flags_to_host(action.sa_flags);
	set_restorer(host);
	host.handler = (uintptr_t)action.sa_handler;
	if (is_disposition(host.handler))
		return -1;

	/* siginfo is always wanted, to have the registers and the mask. */
	host.flags |= LINUX_SA_SIGINFO;
	signal_actions& actions = action_table[signal];
	const int slot = actions.claim(signal,
		(action.sa_flags & SA_RESETHAND) != 0);
	actions.slots[slot].write({ (void*)action.sa_handler, action.sa_userdata,
		action.sa_mask, action.sa_flags });
	host.handler = entry_stub(slot);
	return slot;
}

/* False if the action was replaced, and its slot used anew, since the kernel
 * told of it. */
inline bool
describe_action(int signal, const linux_sigaction& host,
	struct sigaction& action)
{
	const int slot = slot_of_entry_stub(host.handler);
	if (slot >= 0) {
		stored_action stored;
		if (!action_table[signal].slots[slot].read(stored))
			return false;
		action.sa_handler = (__sighandler_t)stored.handler;
		action.sa_mask = stored.mask;
		action.sa_flags = stored.flags;
		action.sa_userdata = stored.userdata;
	} else if (is_disposition(host.handler)) {
		action.sa_handler = (__sighandler_t)host.handler;
		action.sa_mask = set_from_host(host.mask[0]
			| (linux_sigset)host.mask[1] << 32);
		/* SA_SIGINFO is ours, or was cleared by SA_RESETHAND (POSIX,
		 * sigaction()). */
		action.sa_flags = action_flags_from_host(host.flags) & ~SA_SIGINFO;
		action.sa_userdata = nullptr;
	} else
		expose_host_action(signal, host, action);
	return true;
}

/* Tells the action in force. */
inline int
query_action(int signal, struct sigaction* action)
{
	linux_sigaction host;
	do {
		const int error = system_call(SYS_rt_sigaction, signal_to_host(signal),
			nullptr, &host, sizeof(linux_sigset));
		if (error != 0)
			return error;
	} while (action != nullptr && !describe_action(signal, host, *action));
	return 0;
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
		return query_action(signal, oldAction);

	linux_sigaction host;
	const int slot = prepare_action(signal, *action, host);
	linux_sigaction oldHost;
	const int error = system_call(SYS_rt_sigaction, hostSignal, &host, &oldHost,
		sizeof(linux_sigset));
	if (error != 0) {
		if (slot >= 0)
			action_table[signal].give_back(slot);
		return error;
	}
	/* The old slot is ours until it is given back. */
	if (oldAction != nullptr)
		describe_action(signal, oldHost, *oldAction);
	const int oldSlot = slot_of_entry_stub(oldHost.handler);
	if (oldSlot >= 0)
		action_table[signal].give_back(oldSlot);
	return 0;
}

#endif	/* _KERNEL_INLINE_H */
