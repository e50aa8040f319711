#include <errno.h>

#include <symbol_versions.h>

#include "host_signals.h"

static int
change_one(int how, int signal)
{
	if (!is_host_signal(signal)) {
		errno = EINVAL;
		return -1;
	}
	const linux_sigset set = host_set_of(signal);
	linux_sigset oldMask;
	change_mask_as_host(how, &set, oldMask);
	return 0;
}

/* XSI: blocks the signal, or unblocks it. EINVAL: no such signal, or one of the
 * C library's own. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sighold_host(int signal)
{
	return change_one(LINUX_SIG_BLOCK, signal);
}

extern "C" LIBROOT_EXPORT int
__sigrelse_host(int signal)
{
	return change_one(LINUX_SIG_UNBLOCK, signal);
}

HOST_VERSION(__sighold_host, sighold, HOST_NODE_SINCE(GLIBC_2.1));
HOST_VERSION(__sigrelse_host, sigrelse, HOST_NODE_SINCE(GLIBC_2.1));
