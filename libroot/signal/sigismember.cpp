#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* 1 if the signal is in the set, else 0. EINVAL: null, or no signal's
 * number. */
extern "C" LIBROOT_EXPORT int
__sigismember(const sigset_t* set, int signal)
{
	if (set == nullptr || !is_signal_number(signal)) {
		errno = EINVAL;
		return -1;
	}
	return (*set & set_of(signal)) != 0;
}

CURRENT_VERSION(__sigismember, sigismember);
