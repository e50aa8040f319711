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

/* One body for the forms with errno and without, to which they jump: a return
 * after a system call is dear. */
__attribute__((noinline)) static int
change(int how, const sigset_t* set, sigset_t* oldSet, bool toErrno)
{
	const int error = !legacy_mask.all_blocked || set == nullptr
		? _kern_set_signal_mask_inline(how, set, oldSet)
		: change_and_note(how, set, oldSet);
	return toErrno ? errno_result(error) : -error;
}

int
change_mask(int how, const sigset_t* set, sigset_t* oldSet)
{
	return change(how, set, oldSet, false);
}

/* Changes and tells the thread's mask (POSIX). Both pointers may be null.
 * EINVAL: how is not SIG_BLOCK, SIG_UNBLOCK or SIG_SETMASK. EFAULT.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__sigprocmask(int how, const sigset_t* set, sigset_t* oldSet)
{
	return change(how, set, oldSet, true);
}

CURRENT_VERSION(__sigprocmask, sigprocmask);
