#include <symbol_versions.h>

#include "masked_wait.h"

/* The host's sigsuspend(). EINTR: a handler has run. EFAULT: a bad pointer.
 * Async-signal-safe; a cancellation point. */
extern "C" LIBROOT_EXPORT int
__sigsuspend_host(const host_sigset* mask)
{
	return wait_with_host_mask(mask, [](const void* kernelMask) {
		return cancellable_masked_wait(SYS_rt_sigsuspend, kernelMask,
			sizeof(linux_sigset));
	});
}

HOST_VERSION(__sigsuspend_host, sigsuspend, HOST_BASE_NODE);
HOST_VERSION(__sigsuspend_host, __sigsuspend, HOST_NODE_SINCE(GLIBC_2.1.3));
