#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigignore(): SIGSEGV means SIGBUS too. */
extern "C" LIBROOT_EXPORT int
__sigignore_beos(int signal)
{
	const struct sigaction_beos action = { SIG_IGN, 0, 0, nullptr };
	return __sigaction_beos(signal, &action, nullptr);
}

LEGACY_VERSION(__sigignore_beos, sigignore);
