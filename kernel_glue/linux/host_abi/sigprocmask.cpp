#include <errno.h>

#include <symbol_versions.h>

#include "host_signals.h"
#include "kernel_inline.h"
#include "signal_mask.h"

__attribute__((always_inline)) static inline int
change_inline(int how, const linux_sigset* set, linux_sigset& old)
{
	if (set == nullptr) {
		old = program_mask();
		return 0;
	}
	switch (how) {
		case LINUX_SIG_BLOCK:
			old = change_program_mask_inline(*set, 0);
			return 0;
		case LINUX_SIG_UNBLOCK:
			old = change_program_mask_inline(0, *set);
			return 0;
		case LINUX_SIG_SETMASK:
			old = change_program_mask_inline(*set, ~*set);
			/* Blocked by a parent that did not know better: the host's
			 * functions do not name them, and so unblock them. */
			if ((old & C_LIBRARY_SIGNALS) != 0) {
				change_host_mask(LINUX_SIG_UNBLOCK, &C_LIBRARY_SIGNALS, nullptr);
				resynchronize_program_mask();
			}
			return 0;
	}
	return EINVAL;
}

int
change_mask_as_host(int how, const linux_sigset* set, linux_sigset& old)
{
	return change_inline(how, set, old);
}

/* The host's pthread_sigmask(). EINVAL: no such "how" with a set. EFAULT:
 * oldSet; the mask is then changed all the same, as the kernel does it.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__pthread_sigmask_host(int how, const host_sigset* set, host_sigset* oldSet)
{
	linux_sigset old;
	const int error = change_inline(how,
		set != nullptr ? &set->signals : nullptr, old);
	if (error != 0 || oldSet == nullptr)
		return error;
	if (!is_writable(&oldSet->signals))
		return EFAULT;
	oldSet->signals = old;
	return 0;
}

/* The same with errno. */
extern "C" LIBROOT_EXPORT int
__sigprocmask_host(int how, const host_sigset* set, host_sigset* oldSet)
{
	const int error = __pthread_sigmask_host(how, set, oldSet);
	if (error == 0)
		return 0;
	errno = error;
	return -1;
}

HOST_VERSION(__sigprocmask_host, sigprocmask, HOST_BASE_NODE);
HOST_VERSION(__pthread_sigmask_host, pthread_sigmask, HOST_BASE_NODE);
HOST_VERSION(__pthread_sigmask_host, pthread_sigmask, GLIBC_2.32);
