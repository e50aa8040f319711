#include <errno.h>

#include <symbol_versions.h>

#include "simple_signal.h"

std::atomic<linux_sigset> interrupting_signals;

/* The host's signal(), which is BSD's: system calls are restarted, unless
 * siginterrupt() has said otherwise. SIG_ERR with EINVAL: as sigaction(), or
 * SIG_ERR as the handler. Async-signal-safe. */
extern "C" LIBROOT_EXPORT uintptr_t
__signal_host(int signal, uintptr_t handler)
{
	if (handler == HOST_SIG_ERR || !is_host_signal(signal)) {
		errno = EINVAL;
		return HOST_SIG_ERR;
	}
	const linux_sigset set = host_set_of(signal);
	const bool interrupts
		= (interrupting_signals.load(std::memory_order_relaxed) & set) != 0;
	return set_simple_action(signal, handler, set,
		interrupts ? 0 : (int)LINUX_SA_RESTART);
}

HOST_VERSION(__signal_host, signal, HOST_BASE_NODE);
HOST_VERSION(__signal_host, bsd_signal, HOST_BASE_NODE);
HOST_VERSION(__signal_host, ssignal, HOST_BASE_NODE);
