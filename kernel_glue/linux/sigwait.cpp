#include <errno.h>

#include <kernel_contract.h>

#include "monotonic_time.h"
#include "program_signals.h"
#include "signal_info.h"
#include "signal_mask.h"
#include "signal_set.h"
#include "user_memory.h"
#include "waiting.h"

static time_span
span_of(bigtime_t microseconds)
{
	if (microseconds < 0)
		microseconds = 0;
	return { microseconds / 1000000, microseconds % 1000000 * 1000 };
}

static long
take_pending(const linux_sigset& set, linux_siginfo& info)
{
	const time_span now = { 0, 0 };
	return system_call(SYS_sigtimedwait64, &set, &info, &now,
		sizeof(linux_sigset));
}

static void
stop_blocking(void* added)
{
	thread_state& thread = current_thread;
	/* When something was held back meanwhile, the kernel's mask no longer is
	 * the program's: the end of the section puts it right. */
	if (!thread.holds_all) {
		change_host_mask(LINUX_SIG_UNBLOCK, (const linux_sigset*)added,
			nullptr);
	}
	thread.blocked_for_wait = 0;
}

/* The kernel takes a signal for its waiter only if it is blocked: an unblocked
 * one meets its default action, or is thrown away if it is ignored. So the set
 * is blocked for real while we wait, but not for the cleanup handlers of a
 * thread that is cancelled meanwhile. */
static long
wait_with_set_blocked(const linux_sigset& set, linux_siginfo& info,
	const time_span* timeout, bool pastHandlers)
{
	long result;
	thread_state& thread = current_thread;
	linux_sigset added = set & ~program_mask();
	if (!thread.holds_all && added != 0)
		change_host_mask(LINUX_SIG_BLOCK, &added, nullptr);
	thread.blocked_for_wait = added;
	pthread_cleanup_push(stop_blocking, &added);
	do {
		result = cancellable_system_call(SYS_sigtimedwait64, &set, &info,
			timeout, sizeof(linux_sigset));
	} while (result == -EINTR && pastHandlers);
	if (result == -EINTR) {
		/* One of the set may have arrived while the handler ran. */
		const long taken = take_pending(set, info);
		if (taken >= 0)
			result = taken;
	}
	pthread_cleanup_pop(1);
	return result;
}

extern "C" int
_kern_sigwait(const sigset_t* userSet, siginfo_t* info, uint32 flags,
	bigtime_t timeout)
{
	if (!is_readable(userSet) || !is_writable(info))
		return -EFAULT;
	const linux_sigset set = set_to_host(*userSet);
	pthread_testcancel();

	/* What is pending already needs no preparation. */
	linux_siginfo hostInfo;
	if (take_held_signal(set, hostInfo)) {
		info_from_host(hostInfo, *info);
		return 0;
	}
	long result = take_pending(set, hostInfo);
	if (result == -EAGAIN) {
		time_span span;
		const bool timed
			= (flags & (B_RELATIVE_TIMEOUT | B_ABSOLUTE_TIMEOUT)) != 0;
		if (timed) {
			span = span_of((flags & B_ABSOLUTE_TIMEOUT) != 0
				? timeout - monotonic_time() : timeout);
		}
		result = wait_with_set_blocked(set, hostInfo, timed ? &span : nullptr,
			(flags & SIGWAIT_PAST_HANDLERS) != 0);
	}
	if (result < 0)
		return result;
	info_from_host(hostInfo, *info);
	return 0;
}
