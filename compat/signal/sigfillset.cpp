#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigfillset(): all bits, which also means the signals that a
 * legacy set has no bit for. EINVAL: null. */
extern "C" LIBROOT_EXPORT int
__sigfillset_beos(beos_sigset_t* set)
{
	if (set == nullptr) {
		errno = EINVAL;
		return -1;
	}
	*set = -1;
	return 0;
}

LEGACY_VERSION(__sigfillset_beos, sigfillset);
