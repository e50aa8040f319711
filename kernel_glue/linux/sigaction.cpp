#include <errno.h>
#include <string.h>

#include <kernel_contract.h>

#include "action_table.h"
#include "host_handlers.h"
#include "signal_set.h"
#include "system_call.h"
#include "thread_state.h"
#include "user_memory.h"

static bool
is_disposition(uintptr_t handler)
{
	return handler == (uintptr_t)SIG_DFL || handler == (uintptr_t)SIG_IGN;
}

/* Fills what the kernel should get. Returns the slot that holds the handler,
 * or -1 if it needs none. */
static int
prepare_action(int signal, const struct sigaction& action,
	linux_sigaction& host)
{
	if (host_action_of(action, host))
		return -1;

	const linux_sigset mask = set_to_host(action.sa_mask);
	host.mask[0] = (uint32_t)mask;
	host.mask[1] = (uint32_t)(mask >> 32);
	/* siginfo is always wanted, to have the registers and the mask. */
	host.flags = action_flags_to_host(action.sa_flags) | LINUX_SA_SIGINFO
		| LINUX_SA_RESTORER;
	host.restorer = (uintptr_t)return_from_signal;
	host.handler = (uintptr_t)action.sa_handler;
	if (is_disposition(host.handler))
		return -1;

	signal_actions& actions = action_table[signal];
	const int slot = actions.claim();
	actions.slots[slot].write({ (void*)action.sa_handler, action.sa_userdata,
		action.sa_mask, action.sa_flags });
	host.handler = entry_stub(slot);
	return slot;
}

static void
describe_action(int signal, const linux_sigaction& host,
	struct sigaction& action)
{
	const int slot = slot_of_entry_stub(host.handler);
	if (slot >= 0) {
		stored_action stored;
		/* The slot is in force no more, and not given back yet; a vfork child
		 * aside, nobody can be writing it. */
		action_table[signal].slots[slot].read(stored);
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
}

extern "C" int
_kern_sigaction(int signal, const struct sigaction* action,
	struct sigaction* oldAction)
{
	if (!is_signal(signal))
		return -EINVAL;
	const int hostSignal = signal_to_host(signal);
	if (action != nullptr) {
		if (hostSignal == 0 || signal == SIGKILL || signal == SIGSTOP)
			return -EINVAL;
		if (!is_readable(action))
			return -EFAULT;
	}
	if (oldAction != nullptr && !is_writable(oldAction))
		return -EFAULT;
	if (hostSignal == 0) {
		if (oldAction != nullptr)
			memset(oldAction, 0, sizeof(*oldAction));
		return 0;
	}

	linux_sigaction host;
	int slot = -1;
	if (action != nullptr)
		slot = prepare_action(signal, *action, host);
	linux_sigaction oldHost;
	const int error = system_call(SYS_rt_sigaction, hostSignal,
		action != nullptr ? &host : nullptr, &oldHost, sizeof(linux_sigset));
	if (error != 0) {
		if (slot >= 0)
			action_table[signal].give_back(slot);
		return error;
	}
	if (oldAction != nullptr)
		describe_action(signal, oldHost, *oldAction);

	/* A vfork child has replaced its own copy; the parent's kernel action
	 * still refers to the slot. */
	const int oldSlot = slot_of_entry_stub(oldHost.handler);
	if (action != nullptr && oldSlot >= 0
		&& current_thread.in_vfork_child == 0)
		action_table[signal].give_back(oldSlot);
	return 0;
}
