#include <symbol_versions.h>

#include "simple_signal.h"

/* Whether the signal interrupts system calls, or restarts them; remembered for
 * later calls of signal(). EINVAL: as sigaction(). Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__siginterrupt_host(int signal, int interrupt)
{
	host_sigaction action;
	if (__sigaction_host(signal, nullptr, &action) != 0)
		return -1;
	const linux_sigset set = host_set_of(signal);
	if (interrupt != 0) {
		interrupting_signals.fetch_or(set, std::memory_order_relaxed);
		action.flags &= ~(int)LINUX_SA_RESTART;
	} else {
		interrupting_signals.fetch_and(~set, std::memory_order_relaxed);
		action.flags |= (int)LINUX_SA_RESTART;
	}
	return __sigaction_host(signal, &action, nullptr);
}

HOST_VERSION(__siginterrupt_host, siginterrupt, HOST_BASE_NODE);
