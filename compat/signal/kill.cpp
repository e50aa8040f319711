#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy kill(): no numbers above SIGXFSZ. */
extern "C" LIBROOT_EXPORT int
__kill_beos(pid_t process, int signal)
{
	if (signal != 0 && !is_legacy_signal_number(signal))
		return errno_result(-EINVAL);
	return __kill(process, signal);
}

LEGACY_VERSION(__kill_beos, kill);
