/* Signals at a moment that the interrupted code does not choose. */
#ifndef _TESTS_SIGNAL_TIMER_H
#define _TESTS_SIGNAL_TIMER_H

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "../common/kernel_signals.h"

/* Sends a signal to the thread that makes it. Its own processor does, so that
 * the signal comes while it does something, however busy the others are. Made
 * with the kernel's own calls and structures (timer_create(2), sigevent(7)). */
class signal_timer {
public:
	void
	create(int signal)
	{
		struct {
			void*	value;
			int		signal;
			int		notify;
			int		thread;
			char	padding[64];
		} event = {};
		constexpr int TO_THREAD = 4;	/* SIGEV_THREAD_ID */
		event.signal = host_number(signal);
		event.notify = TO_THREAD;
		event.thread = syscall(SYS_gettid);
		ASSERT_EQ(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &fTimer),
			0);
	}

	/* Async-signal-safe. */
	void
	start(long nanoseconds, bool again = false)
	{
		const long times[4] = { 0, again ? nanoseconds : 0, 0, nanoseconds };
		syscall(SYS_timer_settime, fTimer, 0, times, nullptr);
	}

	void
	stop()
	{
		syscall(SYS_timer_delete, fTimer);
	}

private:
	int	fTimer;
};

#endif	/* _TESTS_SIGNAL_TIMER_H */
