#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy raise(): no numbers above SIGXFSZ. */
extern "C" LIBROOT_EXPORT int
__raise_beos(int signal)
{
	if (signal != 0 && !is_legacy_signal_number(signal))
		return errno_result(-EINVAL);
	return __raise(signal);
}

LEGACY_VERSION(__raise_beos, raise);
