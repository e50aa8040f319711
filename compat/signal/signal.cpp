#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy signal(): as the current one, in terms of the legacy
 * sigaction(). */
extern "C" LIBROOT_EXPORT __sighandler_t
__signal_beos(int signal, __sighandler_t handler)
{
	if (handler == SIG_ERR) {
		errno = EINVAL;
		return SIG_ERR;
	}
	const struct sigaction_beos action = { handler, 0, SA_RESTART, nullptr };
	struct sigaction_beos oldAction;
	if (__sigaction_beos(signal, &action, &oldAction) != 0)
		return SIG_ERR;
	return oldAction.sa_handler;
}

LEGACY_VERSION(__signal_beos, signal);
