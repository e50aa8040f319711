#include "signal_mask.h"

#include <errno.h>

#include <kernel_contract.h>

#include "kernel_inline.h"
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
	return _kern_set_signal_mask_inline(how, set, oldSet);
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
