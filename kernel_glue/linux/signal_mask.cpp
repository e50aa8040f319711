#include "signal_mask.h"

#include <errno.h>

#include <kernel_contract.h>

#include "program_signals.h"
#include "signal_set.h"
#include "user_memory.h"

linux_sigset
whole_mask_to_host(uint64_t set)
{
	return set_to_host(set) | (program_mask() & HOST_ONLY_SIGNALS);
}

extern "C" int
_kern_set_signal_mask(int how, const sigset_t* set, sigset_t* oldSet)
{
	if (set != nullptr && !is_readable(set))
		return -EFAULT;
	if (oldSet != nullptr && !is_writable(oldSet))
		return -EFAULT;

	const linux_sigset old = program_mask();
	if (set != nullptr) {
		const linux_sigset hostSet = set_to_host(*set);
		switch (how) {
			case SIG_BLOCK:
				set_program_mask(old | hostSet);
				break;
			case SIG_UNBLOCK:
				set_program_mask(old & ~hostSet);
				break;
			case SIG_SETMASK:
				set_program_mask(hostSet | (old & HOST_ONLY_SIGNALS));
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
	*set = set_from_host(program_pending());
	return 0;
}
