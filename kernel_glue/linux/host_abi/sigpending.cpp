#include <errno.h>

#include <symbol_versions.h>

#include "host_signals.h"

/* The host's sigpending(). EFAULT: a bad pointer. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigpending_host(host_sigset* set)
{
	if (!is_writable(&set->signals)) {
		errno = EFAULT;
		return -1;
	}
	set->signals = program_pending();
	return 0;
}

HOST_VERSION(__sigpending_host, sigpending, HOST_BASE_NODE);
