#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy siginterrupt(): SIGSEGV means SIGBUS too. */
extern "C" LIBROOT_EXPORT int
__siginterrupt_beos(int signal, int interrupt)
{
	struct sigaction_beos action;
	if (__sigaction_beos(signal, nullptr, &action) != 0)
		return -1;
	if (interrupt != 0)
		action.sa_flags &= ~SA_RESTART;
	else
		action.sa_flags |= SA_RESTART;
	return __sigaction_beos(signal, &action, nullptr);
}

LEGACY_VERSION(__siginterrupt_beos, siginterrupt);
