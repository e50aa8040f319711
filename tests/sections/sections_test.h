/* What the tests of sections share. */
#ifndef _SECTIONS_TEST_H
#define _SECTIONS_TEST_H

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/lpmap.h>

#include <functional>

#include <gtest/gtest.h>

#include "../common/child_process.h"

/* The error number of a call that failed, 0 of one that did not. */
inline int
error_of(int result)
{
	return result == -1 ? errno : 0;
}

/* How often the handler of count_signal() has run. */
inline volatile sig_atomic_t signals_counted;

inline void
count_signal(int signal)
{
	struct sigaction action = {};
	action.sa_handler = [](int) { signals_counted = signals_counted + 1; };
	signals_counted = 0;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
}

/* Runs the checks in a thread of its own, which has not used sections yet. */
inline void
in_new_thread(const std::function<void()>& checks)
{
	pthread_t thread;
	ASSERT_EQ(pthread_create(&thread, nullptr, [](void* checks) -> void* {
		(*(const std::function<void()>*)checks)();
		return nullptr;
	}, (void*)&checks), 0);
	ASSERT_EQ(pthread_join(thread, nullptr), 0);
}

#endif	/* _SECTIONS_TEST_H */
