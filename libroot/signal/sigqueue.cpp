#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* Sends a signal with a value to a process (POSIX); 0 only checks. EAGAIN: too
 * many queued signals. EINVAL: no such signal. ESRCH, EPERM.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigqueue(pid_t process, int signal, const union sigval value)
{
	/* The kernel would take 0 and below for a bad id, not for groups. */
	if (process <= 0)
		return errno_result(-ESRCH);
	return errno_result(_kern_send_signal(process, signal, &value,
		SIGNAL_FLAG_QUEUING_REQUIRED));
}

CURRENT_VERSION(__sigqueue, sigqueue);
