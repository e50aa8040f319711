#include "signal_mask.h"

#include <errno.h>

#include <kernel_contract.h>

#include "signal_set.h"
#include "thread_state.h"
#include "user_memory.h"

linux_sigset
whole_mask_to_host(uint64_t set)
{
	return set_to_host(set) | (host_mask() & HOST_ONLY_SIGNALS);
}

/* Replaces the mask, but for the host-only signals. Their state is guessed,
 * because asking first would be a second system call each time; the old mask
 * tells whether the guess was right. */
static void
set_mask(linux_sigset set, linux_sigset& old)
{
	thread_state& thread = current_thread;
	linux_sigset mask = set | thread.host_only_blocked;
	change_host_mask(LINUX_SIG_SETMASK, &mask, &old);
	if ((old & HOST_ONLY_SIGNALS) != thread.host_only_blocked) {
		thread.host_only_blocked = old & HOST_ONLY_SIGNALS;
		mask = set | thread.host_only_blocked;
		change_host_mask(LINUX_SIG_SETMASK, &mask, nullptr);
	}
}

extern "C" int
_kern_set_signal_mask(int how, const sigset_t* set, sigset_t* oldSet)
{
	if (set != nullptr && !is_readable(set))
		return -EFAULT;
	if (oldSet != nullptr && !is_writable(oldSet))
		return -EFAULT;

	linux_sigset old;
	/* The kernel need not tell what nobody wants to know. */
	linux_sigset* oldPointer = oldSet != nullptr ? &old : nullptr;
	if (set == nullptr)
		change_host_mask(LINUX_SIG_BLOCK, nullptr, oldPointer);
	else {
		const linux_sigset hostSet = set_to_host(*set);
		switch (how) {
			case SIG_BLOCK:
				change_host_mask(LINUX_SIG_BLOCK, &hostSet, oldPointer);
				break;
			case SIG_UNBLOCK:
				change_host_mask(LINUX_SIG_UNBLOCK, &hostSet, oldPointer);
				break;
			case SIG_SETMASK:
				set_mask(hostSet, old);
				break;
			default:
				return -EINVAL;
		}
	}
	if (oldSet != nullptr)
		*oldSet = set_from_host(old);
	return 0;
}

extern "C" int
_kern_sigpending(sigset_t* set)
{
	if (!is_writable(set))
		return -EFAULT;
	linux_sigset pending;
	const int error = system_call(SYS_rt_sigpending, &pending,
		sizeof(linux_sigset));
	if (error == 0)
		*set = set_from_host(pending);
	return error;
}
