/* What the host-ABI entries have in common: which signals the host's C library
 * leaves to programs, changes of the mask, BSD's masks of 32 bits. */
#ifndef _HOST_SIGNALS_H
#define _HOST_SIGNALS_H

#include "held_signals.h"
#include "host_types.h"
#include "program_signals.h"
#include "user_memory.h"

/* Whether programs may name it. */
inline bool
is_host_signal(int signal)
{
	return signal >= 1 && signal <= LINUX_NSIG
		&& (host_set_of(signal) & C_LIBRARY_SIGNALS) == 0;
}

/* BSD's masks: signals 1 to 32. */
constexpr linux_sigset
from_bsd_mask(int mask)
{
	return (uint32_t)mask;
}

constexpr int
to_bsd_mask(linux_sigset set)
{
	return (int)(uint32_t)set;
}

/* A mask of the program's as the kernel would take it: true and the copy, or
 * false if there is none that can be read. Then the kernel gets the pointer
 * itself, and says what is wrong. */
inline bool
copy_mask(const host_sigset* mask, linux_sigset& copy)
{
	if (mask == nullptr || !is_readable(&mask->signals))
		return false;
	copy = mask->signals & ~UNBLOCKABLE_SIGNALS;
	return true;
}

/* As sigprocmask(), but for its arguments: set is null if nothing is to be
 * changed. 0 or EINVAL: no such "how". */
int change_mask_as_host(int how, const linux_sigset* set, linux_sigset& old);

extern "C" {

/* sigaction.cpp: what the others are made of. */
int __sigaction_host(int signal, const host_sigaction* action,
	host_sigaction* oldAction);
/* sigprocmask.cpp: an error number. */
int __pthread_sigmask_host(int how, const host_sigset* set, host_sigset* oldSet);
/* sigsuspend.cpp */
int __sigsuspend_host(const host_sigset* mask);
/* sigtimedwait.cpp: null waits for ever. */
int __sigtimedwait64_host(const host_sigset* set, linux_siginfo* info,
	const void* timeout);

}	/* extern "C" */

#endif	/* _HOST_SIGNALS_H */
