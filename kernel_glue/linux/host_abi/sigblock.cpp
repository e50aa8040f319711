#include <symbol_versions.h>

#include "host_signals.h"

static int
change_bsd_mask(int how, int mask)
{
	const linux_sigset set = from_bsd_mask(mask);
	linux_sigset old;
	change_mask_as_host(how, &set, old);
	return to_bsd_mask(old);
}

/* 4.3BSD: block further signals, or exactly these, or just ask. The old mask of
 * signals 1 to 32; sigsetmask() unblocks those above. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigblock_host(int mask)
{
	return change_bsd_mask(LINUX_SIG_BLOCK, mask);
}

extern "C" LIBROOT_EXPORT int
__sigsetmask_host(int mask)
{
	return change_bsd_mask(LINUX_SIG_SETMASK, mask);
}

extern "C" LIBROOT_EXPORT int
__siggetmask_host()
{
	return to_bsd_mask(program_mask());
}

HOST_VERSION(__sigblock_host, sigblock, HOST_BASE_NODE);
HOST_VERSION(__sigsetmask_host, sigsetmask, HOST_BASE_NODE);
HOST_VERSION(__siggetmask_host, siggetmask, HOST_BASE_NODE);
