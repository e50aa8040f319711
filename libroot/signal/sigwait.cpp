#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* Takes a signal of the set off, waiting for one if none is pending (POSIX);
 * whether it was blocked or ignored does not matter. Returns 0, or the error
 * number: EFAULT. A cancellation point. */
extern "C" LIBROOT_EXPORT int
__sigwait(const sigset_t* set, int* signal)
{
	if (_kern_check_user_memory(signal, sizeof(*signal), true) != 0)
		return EFAULT;
	siginfo_t info;
	const int error = _kern_sigwait(set, &info, SIGWAIT_PAST_HANDLERS, 0);
	if (error == 0)
		*signal = info.si_signo;
	return -error;
}

CURRENT_VERSION(__sigwait, sigwait);
