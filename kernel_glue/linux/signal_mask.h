/* The calling thread's mask in the host's terms. */
#ifndef _SIGNAL_MASK_H
#define _SIGNAL_MASK_H

#include "linux_abi.h"
#include "system_call.h"

/* set and old may be null. */
inline void
change_host_mask(int how, const linux_sigset* set, linux_sigset* old)
{
	system_call(SYS_rt_sigprocmask, how, set, old, sizeof(linux_sigset));
}

inline linux_sigset
host_mask()
{
	linux_sigset mask;
	change_host_mask(LINUX_SIG_BLOCK, nullptr, &mask);
	return mask;
}

/* A mask that takes the whole place of the thread's for a while, with the
 * host-only signals as they are now. */
linux_sigset whole_mask_to_host(uint64_t set);

#endif	/* _SIGNAL_MASK_H */
