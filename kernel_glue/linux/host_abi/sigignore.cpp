#include <symbol_versions.h>

#include "simple_signal.h"

/* XSI: ignores the signal. EINVAL: as sigaction(). Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigignore_host(int signal)
{
	return set_simple_action(signal, HOST_SIG_IGN, 0, 0) != HOST_SIG_ERR
		? 0 : -1;
}

HOST_VERSION(__sigignore_host, sigignore, HOST_NODE_SINCE(GLIBC_2.1));
