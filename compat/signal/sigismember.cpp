#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigismember(). EINVAL: null, or no legacy signal's number. */
extern "C" LIBROOT_EXPORT int
__sigismember_beos(const beos_sigset_t* set, int signal)
{
	if (set == nullptr || !is_legacy_signal_number(signal)) {
		errno = EINVAL;
		return -1;
	}
	return (*set & (beos_sigset_t)set_of(signal)) != 0;
}

LEGACY_VERSION(__sigismember_beos, sigismember);
