#include <errno.h>

#include <symbol_versions.h>

#include "host_signals.h"

/* sigsuspend() with 4.3BSD's mask, or, if isSignal is not 0, with the present
 * mask without one signal. EINVAL: no such signal. A cancellation point. */
extern "C" LIBROOT_EXPORT int
__sigpause_host(int signalOrMask, int isSignal)
{
	host_sigset mask = {};
	if (isSignal == 0)
		mask.signals = from_bsd_mask(signalOrMask);
	else if (is_host_signal(signalOrMask))
		mask.signals = program_mask() & ~host_set_of(signalOrMask);
	else {
		errno = EINVAL;
		return -1;
	}
	return __sigsuspend_host(&mask);
}

extern "C" LIBROOT_EXPORT int
__bsd_sigpause_host(int mask)
{
	return __sigpause_host(mask, 0);
}

extern "C" LIBROOT_EXPORT int
__xpg_sigpause_host(int signal)
{
	return __sigpause_host(signal, 1);
}

HOST_VERSION(__sigpause_host, __sigpause, HOST_BASE_NODE);
HOST_VERSION(__bsd_sigpause_host, sigpause, HOST_BASE_NODE);
HOST_VERSION(__xpg_sigpause_host, __xpg_sigpause, HOST_NODE_SINCE(GLIBC_2.2));
