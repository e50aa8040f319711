#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy strsignal(): numbers above SIGXFSZ are unknown. */
extern "C" LIBROOT_EXPORT char*
__strsignal_beos(int signal)
{
	return is_legacy_signal_number(signal) ? __strsignal(signal)
		: __unknown_signal_text(signal);
}

LEGACY_VERSION(__strsignal_beos, strsignal);
