#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* Sends a signal to a process group, 0 being the caller's. EINVAL: no such
 * signal, or 1 or less for the group (kill() would take -1 for everybody).
 * ESRCH, EPERM. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__killpg(pid_t group, int signal)
{
	if (group < 0 || group == 1)
		return errno_result(-EINVAL);
	return __kill(-group, signal);
}

CURRENT_VERSION(__killpg, killpg);
