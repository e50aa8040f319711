#include <kernel_contract.h>
#include <symbol_versions.h>

/* Makes the next look at the calling thread's mask ask the kernel. Needed only
 * where code changes masks by raw system calls, past every C library: each
 * delivered signal and each change of the mask notices by itself, but a query
 * and a change that would change nothing do not. Does nothing inside a section
 * in which something has arrived. Async-signal-safe. */
extern "C" LIBROOT_EXPORT void
__sigmask_resync()
{
	_kern_resynchronize_signal_mask();
}

CURRENT_VERSION(__sigmask_resync, sigmask_resync);
