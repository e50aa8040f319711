#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* Sends a signal to a process or a group (POSIX); 0 only checks. EINVAL: no
 * such signal. ESRCH, EPERM. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__kill(pid_t process, int signal)
{
	return errno_result(_kern_send_signal(process, signal, nullptr, 0));
}

CURRENT_VERSION(__kill, kill);
