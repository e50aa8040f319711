#include <errno_result.h>
#include <handler_views.h>
#include <signal_functions.h>
#include <symbol_versions.h>

static struct sigaction
widen_action(const struct sigaction_beos& action)
{
	struct sigaction wide;
	wide.sa_handler = action.sa_handler;
	wide.sa_mask = widen_set(action.sa_mask);
	wide.sa_flags = action.sa_flags;
	wide.sa_userdata = action.sa_userdata;
	accept_action_from_legacy(wide);
	return wide;
}

static struct sigaction_beos
narrow_action(struct sigaction wide)
{
	show_action_to_legacy(wide);
	struct sigaction_beos action;
	action.sa_handler = wide.sa_handler;
	action.sa_mask = narrow_handler_mask(wide.sa_mask);
	action.sa_flags = wide.sa_flags & ~SA_SIGINFO;
	action.sa_userdata = wide.sa_userdata;
	return action;
}

/* The legacy sigaction(). SIGSEGV means SIGBUS too; handlers get (signal,
 * sa_userdata, vregs by value). EINVAL: no such signal, or one that cannot be
 * caught. EFAULT. Async-signal-safe, in vfork() children too. */
extern "C" LIBROOT_EXPORT int
__sigaction_beos(int signal, const struct sigaction_beos* action,
	struct sigaction_beos* oldAction)
{
	if (!is_legacy_signal_number(signal))
		return errno_result(-EINVAL);
	if ((action != nullptr
			&& _kern_check_user_memory(action, sizeof(*action), false) != 0)
		|| (oldAction != nullptr
			&& _kern_check_user_memory(oldAction, sizeof(*oldAction), true) != 0))
		return errno_result(-EFAULT);

	struct sigaction oldWide;
	int error;
	if (action != nullptr) {
		const struct sigaction wide = widen_action(*action);
		error = _kern_sigaction(signal, &wide, &oldWide);
		if (error == 0 && signal == SIGSEGV)
			error = _kern_sigaction(SIGBUS, &wide, nullptr);
	} else
		error = _kern_sigaction(signal, nullptr, &oldWide);
	if (error == 0 && oldAction != nullptr)
		*oldAction = narrow_action(oldWide);
	return errno_result(error);
}

LEGACY_VERSION(__sigaction_beos, sigaction);
