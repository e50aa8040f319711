#include <errno.h>

#include <kernel_contract.h>

#include "linux_abi.h"
#include "system_call.h"
#include "user_memory.h"

extern "C" int
_kern_set_signal_stack(const stack_t* newStack, stack_t* oldStack)
{
	if (newStack != nullptr && !is_readable(newStack))
		return -EFAULT;
	if (oldStack != nullptr && !is_writable(oldStack))
		return -EFAULT;

	linux_stack host;
	if (newStack != nullptr)
		host = { newStack->ss_sp, newStack->ss_flags, newStack->ss_size };
	linux_stack oldHost;
	const int error = system_call(SYS_sigaltstack,
		newStack != nullptr ? &host : nullptr, &oldHost);
	if (error == 0 && oldStack != nullptr) {
		oldStack->ss_sp = oldHost.sp;
		oldStack->ss_size = oldHost.size;
		oldStack->ss_flags = oldHost.flags;
	}
	return error;
}
