#include "interruptible_wait.h"

#include <time.h>

#include <OS.h>

#include "monotonic_time.h"

/* On a kernel that cannot wait for two words (before Linux 5.16). What happens
 * right before the call is noticed late. A wait without timeout the kernel would
 * take up again after a handler with SA_RESTART: so all have one. */
static long
wait_for_one(const std::atomic<uint32_t>& word, uint32_t expected,
	futex_kind kind, int64_t microseconds)
{
	constexpr int64_t LONG_TIME = 100 * 1000;

	if (microseconds == 0 || microseconds > LONG_TIME)
		microseconds = LONG_TIME;
	const long time[2] = { 0, (long)microseconds * 1000 };
	return waiting_system_call(SYS_futex, &word, kind == futex_kind::PRIVATE
			? LINUX_FUTEX_WAIT_PRIVATE : LINUX_FUTEX_WAIT, expected, time);
}

int
wait_interruptibly(const std::atomic<uint32_t>& word, uint32_t expected,
	const interruption_watch& watch, futex_kind kind, int64_t microseconds)
{
	const linux_futex_wait words[] = {
		{ expected, (uintptr_t)&word, LINUX_FUTEX_32 | (kind
			== futex_kind::PRIVATE ? LINUX_FUTEX_IS_PRIVATE : 0u), 0 },
		{ watch.before(), (uintptr_t)&current_thread.interruptions,
			LINUX_FUTEX_32 | LINUX_FUTEX_IS_PRIVATE, 0 }
	};
	const bigtime_t until = monotonic_time() + microseconds;
	const int64_t time[2] = { until / 1000000, until % 1000000 * 1000 };
	long result = waiting_system_call(SYS_futex_waitv, words, 2, 0,
		microseconds != 0 ? time : nullptr, CLOCK_MONOTONIC);
	if (result == -ENOSYS && !watch.has_happened())
		result = wait_for_one(word, expected, kind, microseconds);
	return result == -EINTR || watch.has_happened() ? -EINTR : 0;
}

int
sleep_interruptibly(const interruption_watch& watch, int64_t microseconds)
{
	if (watch.has_happened())
		return -EINTR;
	/* Nobody changes it but a handler. */
	const std::atomic<uint32_t> nothing = 0;
	return wait_interruptibly(nothing, 0, watch, futex_kind::PRIVATE,
		microseconds);
}
