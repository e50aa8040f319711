#include <errno_result.h>
#include <kernel_inline.h>
#include <legacy_mask.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* The same as the kernel's call, with the change noted. */
static int
change_and_note(int how, const sigset_t* set, sigset_t* oldSet)
{
	int error = 0;
	if (oldSet != nullptr)
		error = _kern_check_user_memory(oldSet, sizeof(*oldSet), true);
	sigset_t before;
	if (error == 0)
		error = _kern_set_signal_mask(how, set, &before);
	if (error != 0)
		return error;
	if (oldSet != nullptr)
		*oldSet = before;
	sigset_t after;
	_kern_set_signal_mask(SIG_BLOCK, nullptr, &after);
	note_current_change(before, after);
	return 0;
}

__attribute__((always_inline)) static inline int
change(int how, const sigset_t* set, sigset_t* oldSet)
{
	return !legacy_mask.all_blocked || set == nullptr
		? _kern_set_signal_mask_inline(how, set, oldSet)
		: change_and_note(how, set, oldSet);
}

int
change_mask(int how, const sigset_t* set, sigset_t* oldSet)
{
	return -change(how, set, oldSet);
}

/* Changes and tells the thread's mask (POSIX). Both pointers may be null.
 * EINVAL: how is not SIG_BLOCK, SIG_UNBLOCK or SIG_SETMASK. EFAULT.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigprocmask(int how, const sigset_t* set, sigset_t* oldSet)
{
	return errno_result(change(how, set, oldSet));
}

CURRENT_VERSION(__sigprocmask, sigprocmask);
