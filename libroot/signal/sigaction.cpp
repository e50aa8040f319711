#include <errno_result.h>
#include <handler_views.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* Sets and tells what happens when a signal is delivered (POSIX). Both
 * pointers may be null. An action of legacy or host code that is told can be
 * called, and put back exactly. Async-signal-safe; in a vfork() child it
 * changes the child's actions only.
 * EINVAL: no such signal, or one that cannot be caught. EFAULT. */
extern "C" LIBROOT_EXPORT int
__sigaction(int signal, const struct sigaction* userAction,
	struct sigaction* oldAction)
{
	if (userAction == nullptr) {
		const int result = _kern_sigaction(signal, nullptr, oldAction);
		if (result == 0 && oldAction != nullptr)
			show_action_to_current(*oldAction);
		return errno_result(result);
	}

	const int error
		= _kern_check_user_memory(userAction, sizeof(*userAction), false);
	if (error != 0)
		return errno_result(error);
	struct sigaction action = *userAction;
	accept_action_from_current(action);
	const int result = _kern_sigaction(signal, &action, oldAction);
	if (result == 0 && oldAction != nullptr)
		show_action_to_current(*oldAction);
	return errno_result(result);
}

CURRENT_VERSION(__sigaction, sigaction);
