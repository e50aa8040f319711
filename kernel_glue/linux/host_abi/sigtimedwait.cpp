
#include <errno_result.h>
#include <symbol_versions.h>

#include "host_signals.h"
#include "host_times.h"
#include "waiting.h"

/* What was held back inside a section is pending to the program. */
static bool
take_held(const host_sigset* set, linux_siginfo& info)
{
	if (__builtin_expect(current_thread.held.is_empty(), 1)
		|| !is_readable(&set->signals))
		return false;
	pthread_testcancel();
	return take_held_signal(set->signals, info);
}

/* The host's sigtimedwait(): the signal, with info filled if it is not null.
 * EAGAIN: timed out. EINTR: a handler has run. EINVAL, EFAULT: as the kernel
 * says. Async-signal-safe; a cancellation point.
 * timeout: the kernel's 64-bit time. */
extern "C" LIBROOT_EXPORT int
__sigtimedwait64_host(const host_sigset* set, linux_siginfo* info,
	const void* timeout)
{
	int result;
	linux_siginfo held;
	if (take_held(set, held)) {
		result = held.signo;
		if (info != nullptr)
			*info = held;
	} else {
		result = errno_result(cancellable_system_call(SYS_sigtimedwait64, set,
			info, timeout, sizeof(linux_sigset)));
	}
	/* The host does not tell how raise() sends. */
	if (result > 0 && info != nullptr && info->code == LINUX_SI_TKILL)
		info->code = LINUX_SI_USER;
	return result;
}

extern "C" LIBROOT_EXPORT int
__sigwaitinfo_host(const host_sigset* set, linux_siginfo* info)
{
	return __sigtimedwait64_host(set, info, nullptr);
}

/* The same without an errno; EINTR is not told. EFAULT: a bad set. */
extern "C" LIBROOT_EXPORT int
__sigwait_host(const host_sigset* set, int* signal)
{
	linux_siginfo info;
	int result;
	do {
		result = __sigtimedwait64_host(set, &info, nullptr);
	} while (result < 0 && errno == EINTR);
	if (result < 0)
		return errno;
	*signal = info.signo;
	return 0;
}

HOST_VERSION(__sigwait_host, sigwait, HOST_BASE_NODE);
HOST_VERSION(__sigwaitinfo_host, sigwaitinfo, HOST_NODE_SINCE(GLIBC_2.1));

#if defined(__i386__)
extern "C" LIBROOT_EXPORT int
__sigtimedwait_host(const host_sigset* set, linux_siginfo* info,
	const struct timespec* timeout)
{
	host_time_copy time(timeout);
	return __sigtimedwait64_host(set, info, time.pointer());
}

HOST_VERSION(__sigtimedwait_host, sigtimedwait, GLIBC_2.1);
HOST_VERSION(__sigtimedwait64_host, __sigtimedwait64, GLIBC_2.34);
#else
HOST_VERSION(__sigtimedwait64_host, sigtimedwait, GLIBC_2.2.5);
#endif
