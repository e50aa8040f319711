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
	if (oldSet != nullptr && !is_writable(oldSet))
		return -EFAULT;
	if (set == nullptr) {
		const linux_sigset mask = program_mask();
		if (oldSet != nullptr)
			*oldSet = mask != 0 ? set_from_host(mask) : 0;
		return 0;
	}

	if (!is_readable(set))
		return -EFAULT;
	const linux_sigset hostSet = set_to_host(*set);
	linux_sigset old;
	switch (how) {
		case SIG_BLOCK:
			old = change_program_mask(hostSet, 0);
			break;
		case SIG_UNBLOCK:
			old = change_program_mask(0, hostSet);
			break;
		case SIG_SETMASK:
			old = change_program_mask(hostSet, ~(hostSet | HOST_ONLY_SIGNALS));
			break;
		default:
			return -EINVAL;
	}
	if (oldSet != nullptr)
		*oldSet = set_from_host(old);
	return 0;
}

extern "C" void
_kern_resynchronize_signal_mask()
{
	resynchronize_program_mask();
}

extern "C" int
_kern_sigpending(sigset_t* set)
{
	if (!is_writable(set))
		return -EFAULT;
	*set = set_from_host(program_pending());
	return 0;
}
