#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigrelse(): SIGSEGV means SIGBUS too. */
extern "C" LIBROOT_EXPORT int
__sigrelse_beos(int signal)
{
	if (!is_legacy_signal_number(signal))
		return errno_result(-EINVAL);
	const beos_sigset_t set = (beos_sigset_t)set_of(signal);
	return errno_result(-change_legacy_mask(SIG_UNBLOCK, &set, nullptr));
}

LEGACY_VERSION(__sigrelse_beos, sigrelse);
