/* What the tests of host contexts among libroot's own code share. On
 * i386 the host's contexts carry the state of its first 32 signals only, so the
 * tests keep to them. */
#ifndef _CONTEXTS_TEST_H
#define _CONTEXTS_TEST_H

#include <setjmp.h>
#include <signal.h>

#include <functional>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/kernel_signals.h"
#include "host_coroutine.h"

inline void
set_mask(uint64_t mask)
{
	const sigset_t set = mask;
	ASSERT_EQ(sigprocmask(SIG_SETMASK, &set, nullptr), 0);
}

/* What the calls of both ABIs tell of the thread's mask. */
inline uint64_t
told_mask()
{
	sigset_t mask;
	EXPECT_EQ(sigprocmask(SIG_BLOCK, nullptr, &mask), 0);
	EXPECT_EQ(set_from_kernel(host_get_mask()), mask);
	return mask;
}

class coroutine {
public:
	/* The function must live until the coroutine has ended. */
	explicit coroutine(const std::function<void()>& function)
		:
		fCoroutine(host_coroutine_of([](void* function) {
			(*(const std::function<void()>*)function)();
		}, (void*)&function))
	{
	}

	bool
	resume()
	{
		return host_resume(fCoroutine);
	}

private:
	host_coroutine*	fCoroutine;
};

inline volatile sig_atomic_t handled;

inline void
count_signal(int signal)
{
	struct sigaction action = {};
	action.sa_handler = [](int) { handled = handled + 1; };
	handled = 0;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
}

#endif	/* _CONTEXTS_TEST_H */
