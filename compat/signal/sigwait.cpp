#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigwait(): SIGSEGV in the set means SIGBUS too and is what is
 * told of it. Signals that a legacy program has no number for are left alone,
 * even if it waits for everything. Returns 0 or EFAULT. A cancellation
 * point. */
extern "C" LIBROOT_EXPORT int
__sigwait_beos(const beos_sigset_t* set, int* signal)
{
	if (_kern_check_user_memory(set, sizeof(*set), false) != 0
		|| _kern_check_user_memory(signal, sizeof(*signal), true) != 0)
		return EFAULT;
	const sigset_t wide = widen_set(*set) & LEGACY_SIGNALS;
	siginfo_t info;
	const int error = _kern_sigwait(&wide, &info, SIGWAIT_PAST_HANDLERS, 0);
	if (error == 0)
		*signal = legacy_signal(info.si_signo);
	return -error;
}

LEGACY_VERSION(__sigwait_beos, sigwait);
