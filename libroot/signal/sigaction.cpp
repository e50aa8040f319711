#include <errno_result.h>
#include <handler_views.h>
#include <kernel_inline.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* Is it a handler of legacy code, or does it claim to be? */
static bool
needs_acceptance(const struct sigaction& action)
{
	return (action.sa_flags & SA_BEOS_COMPATIBLE_HANDLER) != 0
		|| is_view_for_current((void*)action.sa_handler);
}

/* Sets and tells what happens when a signal is delivered (POSIX). Both
 * pointers may be null. An action of legacy or host code that is told can be
 * called, and put back exactly. Async-signal-safe; in a vfork() child it
 * changes the child's actions only.
 * EINVAL: no such signal, or one that cannot be caught. EFAULT. */
extern "C" LIBROOT_EXPORT int
__sigaction(int signal, const struct sigaction* action,
	struct sigaction* oldAction)
{
	struct sigaction accepted;
	if (action != nullptr) {
		const int error
			= _kern_check_user_memory(action, sizeof(*action), false);
		if (error != 0)
			return errno_result(error);
		if (needs_acceptance(*action)) {
			accepted = *action;
			accept_action_from_current(accepted);
			action = &accepted;
		}
	}
	const int error = _kern_sigaction_inline(signal, action, oldAction);
	if (error != 0)
		return errno_result(error);
	if (oldAction != nullptr
		&& (oldAction->sa_flags & SA_BEOS_COMPATIBLE_HANDLER) != 0)
		show_action_to_current(*oldAction);
	return 0;
}

CURRENT_VERSION(__sigaction, sigaction);
