#include <unistd.h>

#include <errno_result.h>
#include <kernel_inline.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* The child argument of _kern_wait_for_child(), or a negative error number in
 * *_error. */
static thread_id
child_of(idtype_t type, id_t id, int* _error)
{
	switch (type) {
		case P_ALL:
			return -1;
		case P_PID:
			if ((pid_t)id > 0)
				return id;
			break;
		case P_PGID:
			/* 0 is the caller's own group. Group 1 can only be meant that way,
			 * as where a container's first process started all others: -1
			 * means any child. */
			if ((pid_t)id == 1 && getpgrp() != 1)
				*_error = -ECHILD;
			else if ((pid_t)id >= 0)
				return (pid_t)id == 1 ? 0 : -(pid_t)id;
			break;
		default:
			break;
	}
	if (*_error == 0)
		*_error = -EINVAL;
	return 0;
}

/* Waits for a child to change its state in one of the ways that options name:
 * WEXITED, WSTOPPED, WCONTINUED; with WNOHANG, WNOWAIT (POSIX). info may be
 * null; it is zeroed if WNOHANG found nothing. EINVAL: a bad type, id or
 * options, or none of the three. ECHILD, EINTR, EFAULT. A cancellation point;
 * async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__waitid(idtype_t type, id_t id, siginfo_t* info, int options)
{
	constexpr int STATES = WEXITED | WSTOPPED | WCONTINUED;
	if ((options & ~(STATES | WNOHANG | WNOWAIT)) != 0
		|| (options & STATES) == 0)
		return errno_result(-EINVAL);
	int error = 0;
	const thread_id child = child_of(type, id, &error);
	if (error != 0)
		return errno_result(error);
	siginfo_t ignored;
	const int result = _kern_wait_for_child_inline(child, options,
		info != nullptr ? info : &ignored, nullptr);
	return result > 0 ? 0 : errno_result(result);
}

CURRENT_VERSION(__waitid, waitid);
