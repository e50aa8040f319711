#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* Waits for a signal, with another mask meanwhile (POSIX). Always -1: EINTR
 * after a handler has run, EFAULT. A cancellation point; async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigsuspend(const sigset_t* mask)
{
	return errno_result(_kern_sigsuspend(mask));
}

CURRENT_VERSION(__sigsuspend, sigsuspend);
