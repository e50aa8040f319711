#include <stdlib.h>
#include <unistd.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* Ends the process with SIGABRT, even if it is blocked, ignored or caught; a
 * handler runs first, and prevents the end only by not returning (POSIX). One
 * that calls abort() itself is not called again.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT void
__abort()
{
	const sigset_t set = set_of(SIGABRT);
	siginfo_t info;
	const bool inHandler = _kern_current_delivery(&info) != nullptr
		&& info.si_signo == SIGABRT;
	if (!inHandler) {
		_kern_set_signal_mask(SIG_UNBLOCK, &set, nullptr);
		__raise(SIGABRT);
	}

	/* Another thread may set a handler in between; the last word is ours. */
	struct sigaction action = {};
	action.sa_handler = SIG_DFL;
	for (int i = 0; i < 100; i++) {
		_kern_sigaction(SIGABRT, &action, nullptr);
		_kern_set_signal_mask(SIG_UNBLOCK, &set, nullptr);
		__raise(SIGABRT);
	}
	_exit(127);
}

CURRENT_VERSION(__abort, abort);
