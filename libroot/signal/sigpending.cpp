#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* The signals that are pending for the thread and for the process (POSIX).
 * EFAULT. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigpending(sigset_t* set)
{
	return errno_result(_kern_sigpending(set));
}

CURRENT_VERSION(__sigpending, sigpending);
