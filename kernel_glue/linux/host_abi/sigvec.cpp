#include <symbol_versions.h>

#include "host_signals.h"

/* 4.3BSD's sigaction(), for programs linked before glibc 2.21. EINVAL: as
 * sigaction(). Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigvec_host(int signal, const host_sigvec* vector, host_sigvec* oldVector)
{
	host_sigaction action = {};
	if (vector != nullptr) {
		action.handler = vector->handler;
		action.mask.signals = from_bsd_mask(vector->mask);
		if ((vector->flags & HOST_SV_ONSTACK) != 0)
			action.flags |= (int)LINUX_SA_ONSTACK;
		if ((vector->flags & HOST_SV_INTERRUPT) == 0)
			action.flags |= (int)LINUX_SA_RESTART;
		if ((vector->flags & HOST_SV_RESETHAND) != 0)
			action.flags |= (int)LINUX_SA_RESETHAND;
	}
	host_sigaction old;
	if (__sigaction_host(signal, vector != nullptr ? &action : nullptr, &old)
			!= 0)
		return -1;
	if (oldVector != nullptr) {
		oldVector->handler = old.handler;
		oldVector->mask = to_bsd_mask(old.mask.signals);
		oldVector->flags = 0;
		if ((old.flags & (int)LINUX_SA_ONSTACK) != 0)
			oldVector->flags |= HOST_SV_ONSTACK;
		if ((old.flags & (int)LINUX_SA_RESTART) == 0)
			oldVector->flags |= HOST_SV_INTERRUPT;
		if ((old.flags & (int)LINUX_SA_RESETHAND) != 0)
			oldVector->flags |= HOST_SV_RESETHAND;
	}
	return 0;
}

HOST_VERSION(__sigvec_host, sigvec, HOST_BASE_NODE);
