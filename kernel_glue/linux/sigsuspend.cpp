#include <errno.h>

#include <kernel_contract.h>

#include "signal_mask.h"
#include "user_memory.h"
#include "waiting.h"

extern "C" int
_kern_sigsuspend(const sigset_t* userMask)
{
	if (!is_readable(userMask))
		return -EFAULT;
	const linux_sigset mask = whole_mask_to_host(*userMask);
	return wait_with_temporary_mask(mask, [&mask] {
		return cancellable_masked_wait(SYS_rt_sigsuspend, &mask,
			sizeof(linux_sigset));
	});
}
