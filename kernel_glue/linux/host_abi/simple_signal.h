/* signal() and its relatives: actions without siginfo. */
#ifndef _SIMPLE_SIGNAL_H
#define _SIMPLE_SIGNAL_H

#include <atomic>

#include "host_signals.h"

/* The signals that siginterrupt() lets interrupt system calls: signal() heeds
 * them. Threads and handlers may change it at any time. */
extern std::atomic<linux_sigset> interrupting_signals;

/* Installs handler and returns the former one, or HOST_SIG_ERR with errno. */
inline uintptr_t
set_simple_action(int signal, uintptr_t handler, linux_sigset mask, int flags)
{
	host_sigaction action = {};
	action.handler = handler;
	action.mask.signals = mask;
	action.flags = flags;
	host_sigaction oldAction;
	return __sigaction_host(signal, &action, &oldAction) == 0
		? oldAction.handler : HOST_SIG_ERR;
}

#endif	/* _SIMPLE_SIGNAL_H */
