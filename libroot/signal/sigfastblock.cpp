#include <errno_result.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

/* Holds asynchronous signals back while a word of the caller's says so; the
 * contract and the errors are in <signal_deferral.h>. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigfastblock(int command, void* ptr)
{
	return errno_result(_kern_sigfastblock(command, (uint32_t*)ptr));
}

PRIVATE_VERSION(__sigfastblock, __sys_fast_sigblock);
