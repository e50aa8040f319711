#include <errno_result.h>
#include <legacy_mask.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* What a legacy mask change makes of the signals beyond the legacy set: all of
 * them blocked while legacy code blocks everything, otherwise just those that
 * current code has blocked. */
static void
hold_everything(sigset_t before)
{
	if (!legacy_mask.all_blocked) {
		legacy_mask.blocked_by_current = before & BEYOND_LEGACY;
		legacy_mask.all_blocked = true;
	}
}

static int
set_legacy_mask(beos_sigset_t set, sigset_t* before)
{
	sigset_t wide = widen_set(set);
	if (means_everything(set)) {
		const int error = -_kern_set_signal_mask(SIG_SETMASK, &wide, before);
		hold_everything(*before);
		return error;
	}
	/* Only this thread changes its mask, and its handlers put it back: what
	 * is asked first is still true then. */
	if (legacy_mask.all_blocked)
		wide |= legacy_mask.blocked_by_current;
	else {
		_kern_set_signal_mask(SIG_BLOCK, nullptr, before);
		wide |= *before & BEYOND_LEGACY;
	}
	legacy_mask.all_blocked = false;
	return -_kern_set_signal_mask(SIG_SETMASK, &wide, before);
}

static int
change(int how, beos_sigset_t set, sigset_t* before)
{
	sigset_t wide = widen_set(set);
	switch (how) {
		case SIG_SETMASK:
			return set_legacy_mask(set, before);
		case SIG_BLOCK:
			_kern_set_signal_mask(SIG_BLOCK, &wide, before);
			if (means_everything(set))
				hold_everything(*before);
			return 0;
		case SIG_UNBLOCK:
			wide &= LEGACY_SIGNALS;
			if (means_everything(set) && legacy_mask.all_blocked) {
				wide |= BEYOND_LEGACY & ~legacy_mask.blocked_by_current;
				legacy_mask.all_blocked = false;
			}
			return -_kern_set_signal_mask(SIG_UNBLOCK, &wide, before);
		default:
			return EINVAL;
	}
}

int
change_legacy_mask(int how, const beos_sigset_t* set, beos_sigset_t* oldSet)
{
	if ((set != nullptr && _kern_check_user_memory(set, sizeof(*set), false) != 0)
		|| (oldSet != nullptr
			&& _kern_check_user_memory(oldSet, sizeof(*oldSet), true) != 0))
		return EFAULT;

	const bool allBlocked = legacy_mask.all_blocked;
	sigset_t before;
	const int error = set != nullptr ? change(how, *set, &before)
		: -_kern_set_signal_mask(SIG_BLOCK, nullptr, &before);
	if (error == 0 && oldSet != nullptr) {
		*oldSet = narrow_set(before);
		if (allBlocked)
			*oldSet = with_everything(*oldSet);
	}
	return error;
}

/* The legacy sigprocmask(). Saving the mask, blocking everything and putting
 * the mask back leaves blocked what current code had blocked, nothing more.
 * EINVAL, EFAULT. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigprocmask_beos(int how, const beos_sigset_t* set, beos_sigset_t* oldSet)
{
	return errno_result(-change_legacy_mask(how, set, oldSet));
}

LEGACY_VERSION(__sigprocmask_beos, sigprocmask);
