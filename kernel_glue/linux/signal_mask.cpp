#include "signal_mask.h"

#include <errno.h>

#include <kernel_contract.h>

#include "signal_set.h"
#include "thread_state.h"
#include "user_memory.h"

linux_sigset
whole_mask_to_host(uint64_t set)
{
	return set_to_host(set)
		| (change_host_mask(LINUX_SIG_BLOCK, nullptr) & HOST_ONLY_SIGNALS);
}

/* Replaces the mask, but for the host-only signals. Their state is guessed,
 * because asking first would be a second system call each time; the old mask
 * tells whether the guess was right. */
static linux_sigset
set_mask(linux_sigset set)
{
	thread_state& thread = current_thread;
	linux_sigset mask = set | thread.host_only_blocked;
	const linux_sigset old = change_host_mask(LINUX_SIG_SETMASK, &mask);
	if ((old & HOST_ONLY_SIGNALS) != thread.host_only_blocked) {
		thread.host_only_blocked = old & HOST_ONLY_SIGNALS;
		mask = set | thread.host_only_blocked;
		change_host_mask(LINUX_SIG_SETMASK, &mask);
	}
	return old;
}

extern "C" int
_kern_set_signal_mask(int how, const sigset_t* set, sigset_t* oldSet)
{
	if (set != nullptr && !is_readable(set))
		return -EFAULT;
	if (oldSet != nullptr && !is_writable(oldSet))
		return -EFAULT;

	linux_sigset old;
	if (set == nullptr)
		old = change_host_mask(LINUX_SIG_BLOCK, nullptr);
	else {
		const linux_sigset hostSet = set_to_host(*set);
		switch (how) {
			case SIG_BLOCK:
				old = change_host_mask(LINUX_SIG_BLOCK, &hostSet);
				break;
			case SIG_UNBLOCK:
				old = change_host_mask(LINUX_SIG_UNBLOCK, &hostSet);
				break;
			case SIG_SETMASK:
				old = set_mask(hostSet);
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
