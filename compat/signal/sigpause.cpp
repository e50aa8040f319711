#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigpause(): SIGSEGV means SIGBUS too. */
extern "C" LIBROOT_EXPORT int
__sigpause_beos(int signal)
{
	if (!is_legacy_signal_number(signal))
		return errno_result(-EINVAL);
	sigset_t mask;
	_kern_set_signal_mask(SIG_BLOCK, nullptr, &mask);
	mask &= ~widen_set((beos_sigset_t)set_of(signal));
	return errno_result(_kern_sigsuspend(&mask));
}

LEGACY_VERSION(__sigpause_beos, sigpause);
