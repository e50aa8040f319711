#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* Takes a signal out of a set. EINVAL: null, or no signal's number. */
extern "C" LIBROOT_EXPORT int
__sigdelset(sigset_t* set, int signal)
{
	if (set == nullptr || !is_signal_number(signal)) {
		errno = EINVAL;
		return -1;
	}
	*set &= ~set_of(signal);
	return 0;
}

CURRENT_VERSION(__sigdelset, sigdelset);
