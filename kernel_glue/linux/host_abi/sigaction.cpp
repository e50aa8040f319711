#include <errno_result.h>
#include <symbol_versions.h>

#include "host_signals.h"
#include "restorer.h"

static linux_sigaction
to_linux(const host_sigaction& action)
{
	linux_sigaction kernelAction;
	kernelAction.handler = action.handler;
	/* An int there, so that SA_RESETHAND fills the upper half; the kernel drops
	 * flags that it does not know. */
	kernelAction.flags = action.flags;
	set_mask(kernelAction, action.mask.signals & ~UNBLOCKABLE_SIGNALS);
	set_restorer(kernelAction);
	return kernelAction;
}

static void
from_linux(const linux_sigaction& kernelAction, host_sigaction& action)
{
	action.handler = kernelAction.handler;
	action.mask = {};
	action.mask.signals = mask_of(kernelAction);
	action.flags = (int)kernelAction.flags;
	action.restorer = kernelAction.restorer;
}

/* The host's sigaction(). EINVAL: no such signal, one of the C library's own,
 * or a change of SIGKILL or SIGSTOP. As there, a bad pointer is a fault.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigaction_host(int signal, const host_sigaction* action,
	host_sigaction* oldAction)
{
	if (!is_host_signal(signal)) {
		errno = EINVAL;
		return -1;
	}
	linux_sigaction kernelAction;
	if (action != nullptr)
		kernelAction = to_linux(*action);
	linux_sigaction oldKernelAction;
	const int error = set_host_action(signal,
		action != nullptr ? &kernelAction : nullptr,
		oldAction != nullptr ? &oldKernelAction : nullptr);
	if (error == 0 && oldAction != nullptr)
		from_linux(oldKernelAction, *oldAction);
	return errno_result(error);
}

HOST_VERSION(__sigaction_host, sigaction, HOST_BASE_NODE);
HOST_VERSION(__sigaction_host, __sigaction, HOST_BASE_NODE);
