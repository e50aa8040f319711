#include <signal_functions.h>
#include <symbol_versions.h>

/* What SIGRTMIN and SIGRTMAX stand for in programs. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__signal_get_realtime_min()
{
	return SIGNAL_REALTIME_MIN;
}

CURRENT_VERSION(__signal_get_realtime_min, __signal_get_sigrtmin);

extern "C" LIBROOT_EXPORT int
__signal_get_realtime_max()
{
	return SIGNAL_REALTIME_MAX;
}

CURRENT_VERSION(__signal_get_realtime_max, __signal_get_sigrtmax);
