#include <errno.h>

#include <symbol_versions.h>

#include "simple_signal.h"

/* System V's signal(): the handler is called once, with the signal unblocked,
 * and system calls are interrupted. SIG_ERR with EINVAL: as signal().
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT uintptr_t
__sysv_signal_host(int signal, uintptr_t handler)
{
	if (handler == HOST_SIG_ERR) {
		errno = EINVAL;
		return HOST_SIG_ERR;
	}
	return set_simple_action(signal, handler, 0, (int)(LINUX_SA_RESETHAND
		| LINUX_SA_NODEFER | HOST_SA_INTERRUPT));
}

HOST_VERSION(__sysv_signal_host, __sysv_signal, HOST_BASE_NODE);
HOST_VERSION(__sysv_signal_host, sysv_signal, HOST_NODE_SINCE(GLIBC_2.1));
