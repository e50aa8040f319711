/* Signals to one thread, as often as the kernel's timers can: its own processor
 * sends them, so that they come while it does something, however busy the
 * others are. */
#ifndef _TESTS_FREQUENT_SIGNALS_H
#define _TESTS_FREQUENT_SIGNALS_H

#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "kernel_signals.h"

/* From construction to destruction, to the thread that constructs it. Made with
 * the kernel's own calls and structures (timer_create(2), sigevent(7)). */
class frequent_signals {
public:
	/* Microseconds apart. A signal that is still pending is not sent again. */
	explicit
	frequent_signals(int signal, int microseconds = 50)
	{
		struct {
			union {
				int		number;
				void*	pointer;
			} value;
			int		signal;
			int		notify;
			int		thread;
			char	padding[64];
		} event;
		memset(&event, 0, sizeof(event));
		event.signal = host_number(signal);
		event.notify = KERNEL_SIGEV_THREAD_ID;
		event.thread = syscall(SYS_gettid);
		EXPECT_EQ(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &fTimer), 0);

		const long nanoseconds = microseconds * 1000L;
		const long times[4] = { 0, nanoseconds, 0, nanoseconds };
		EXPECT_EQ(syscall(SYS_timer_settime, fTimer, 0, times, nullptr), 0);
	}

	frequent_signals(const frequent_signals&) = delete;

	~frequent_signals()
	{
		syscall(SYS_timer_delete, fTimer);
	}

private:
	static constexpr int KERNEL_SIGEV_THREAD_ID = 4;

	int	fTimer = -1;
};

#endif	/* _TESTS_FREQUENT_SIGNALS_H */
