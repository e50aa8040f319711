#include <errno.h>

#include <symbol_versions.h>

#include "simple_signal.h"

/* XSI: blocks the signal (SIG_HOLD), or sets its disposition and unblocks it.
 * Returns SIG_HOLD if it was blocked, else the disposition before. SIG_ERR with
 * EINVAL: as sigaction(), but that SIGKILL and SIGSTOP can be "held".
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT uintptr_t
__sigset_host(int signal, uintptr_t disposition)
{
	if (!is_host_signal(signal)) {
		errno = EINVAL;
		return HOST_SIG_ERR;
	}
	const linux_sigset set = host_set_of(signal);
	linux_sigset oldMask;
	if (disposition == HOST_SIG_HOLD) {
		change_mask_as_host(LINUX_SIG_BLOCK, &set, oldMask);
		if ((oldMask & set) != 0)
			return HOST_SIG_HOLD;
		host_sigaction action;
		return __sigaction_host(signal, nullptr, &action) == 0
			? action.handler : HOST_SIG_ERR;
	}
	const uintptr_t old = set_simple_action(signal, disposition, 0, 0);
	if (old == HOST_SIG_ERR)
		return HOST_SIG_ERR;
	change_mask_as_host(LINUX_SIG_UNBLOCK, &set, oldMask);
	return (oldMask & set) != 0 ? (uintptr_t)HOST_SIG_HOLD : old;
}

HOST_VERSION(__sigset_host, sigset, HOST_NODE_SINCE(GLIBC_2.1));
