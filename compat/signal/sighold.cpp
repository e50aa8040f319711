#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sighold(): SIGSEGV means SIGBUS too. */
extern "C" LIBROOT_EXPORT int
__sighold_beos(int signal)
{
	if (!is_legacy_signal_number(signal))
		return errno_result(-EINVAL);
	const beos_sigset_t set = (beos_sigset_t)set_of(signal);
	return errno_result(-change_legacy_mask(SIG_BLOCK, &set, nullptr));
}

LEGACY_VERSION(__sighold_beos, sighold);
