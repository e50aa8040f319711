#include <signal_functions.h>
#include <symbol_versions.h>

/* As sigprocmask(), but returns the error number and leaves errno alone. */
extern "C" LIBROOT_EXPORT int
__pthread_sigmask(int how, const sigset_t* set, sigset_t* oldSet)
{
	return change_mask(how, set, oldSet);
}

CURRENT_VERSION(__pthread_sigmask, pthread_sigmask);
