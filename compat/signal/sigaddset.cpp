#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigaddset(). EINVAL: null, or no legacy signal's number. */
extern "C" LIBROOT_EXPORT int
__sigaddset_beos(beos_sigset_t* set, int signal)
{
	if (set == nullptr || !is_legacy_signal_number(signal)) {
		errno = EINVAL;
		return -1;
	}
	*set |= (beos_sigset_t)set_of(signal);
	return 0;
}

LEGACY_VERSION(__sigaddset_beos, sigaddset);
