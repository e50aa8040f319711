#include <kernel_inline.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* Sends a signal to a thread (POSIX); 0 only checks. Returns the error number:
 * EINVAL, no such signal; ESRCH. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__pthread_kill(pthread_t thread, int signal)
{
	return -_kern_send_pthread_signal_inline(thread, signal, nullptr);
}

CURRENT_VERSION(__pthread_kill, pthread_kill);

/* The same with a value; EAGAIN: too many queued signals. GNU. */
extern "C" LIBROOT_EXPORT int
__pthread_sigqueue(pthread_t thread, int signal, const union sigval value)
{
	return -_kern_send_pthread_signal_inline(thread, signal, &value);
}

CURRENT_VERSION(__pthread_sigqueue, pthread_sigqueue);
