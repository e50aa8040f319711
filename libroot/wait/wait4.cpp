#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>
#include <wait_status.h>

/* Waits for a child to change its state (BSD): -1 any, > 0 that one, 0 one of
 * the caller's group, < -1 one of that group. Returns its id, or 0 if WNOHANG
 * found nothing. WNOWAIT leaves the child waitable. status and usage may be
 * null. ECHILD: no such child. EINTR. EINVAL: unknown options. EFAULT: nothing
 * was waited for. A cancellation point; async-signal-safe. */
extern "C" LIBROOT_EXPORT pid_t
__wait4(pid_t child, int* status, int options, struct rusage* usage)
{
	/* Only waitid() chooses whether ended children count. */
	if ((options & (WEXITED | WSTOPPED)) != 0)
		return errno_result(-EINVAL);
	if (status != nullptr) {
		const int error = _kern_check_user_memory(status, sizeof(*status), true);
		if (error != 0)
			return errno_result(error);
	}
	siginfo_t info;
	const int result
		= _kern_wait_for_child(child, options | WEXITED, &info, usage);
	if (result > 0 && status != nullptr)
		*status = status_of_child(info);
	return errno_result(result);
}

CURRENT_VERSION(__wait4, wait4);

/* As wait4() for any child (BSD). */
extern "C" LIBROOT_EXPORT pid_t
__wait3(int* status, int options, struct rusage* usage)
{
	return __wait4(-1, status, options, usage);
}

CURRENT_VERSION(__wait3, wait3);
