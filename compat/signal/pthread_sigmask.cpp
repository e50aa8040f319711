#include <signal_functions.h>
#include <symbol_versions.h>

/* As the legacy sigprocmask(), but returns the error number. */
extern "C" LIBROOT_EXPORT int
__pthread_sigmask_beos(int how, const beos_sigset_t* set, beos_sigset_t* oldSet)
{
	return change_legacy_mask(how, set, oldSet);
}

LEGACY_VERSION(__pthread_sigmask_beos, pthread_sigmask);
