#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* Puts every signal into a set, numbers without a signal included. EINVAL:
 * null. */
extern "C" LIBROOT_EXPORT int
__sigfillset(sigset_t* set)
{
	if (set == nullptr) {
		errno = EINVAL;
		return -1;
	}
	*set = ~sigset_t{0};
	return 0;
}

CURRENT_VERSION(__sigfillset, sigfillset);
