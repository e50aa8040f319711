// abort(): the process ends with SIGABRT whatever the program has set up.
#include "signal_test.h"

#include <setjmp.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host_side.h"

class abort_test : public signal_test {
protected:
	void
	expect_abort(const std::function<void()>& prepare)
	{
		expect_death_in_child(number_on_host("SIGABRT"), [&] {
			prepare();
			abort();
		});
	}
};

TEST_F(abort_test, by_default)
{
	expect_abort([] {});
}

TEST_F(abort_test, the_parent_sees_signal_6)
{
	const pid_t child = start_child([] { abort(); });
	int status = 0;
	ASSERT_EQ(waitpid(child, &status, 0), child);
	ASSERT_TRUE(WIFSIGNALED(status));
	EXPECT_EQ(WTERMSIG(status), 6);
	EXPECT_EQ(WTERMSIG(status), SIGABRT);
}

TEST_F(abort_test, as_the_hosts_own_abort)
{
	expect_death_in_child(number_on_host("SIGABRT"), [] { abort_on_host(); });
}

TEST_F(abort_test, blocked)
{
	expect_abort([] {
		sigset_t full;
		sigfillset(&full);
		sigprocmask(SIG_SETMASK, &full, nullptr);
	});
}

TEST_F(abort_test, ignored)
{
	expect_abort([] { signal(SIGABRT, SIG_IGN); });
	expect_abort([] {
		signal(SIGABRT, SIG_IGN);
		sighold(SIGABRT);
	});
}

TEST_F(abort_test, caught_by_a_handler_that_returns)
{
	int ends[2];
	ASSERT_EQ(pipe(ends), 0);
	static int report;
	report = ends[1];
	for (int flags : { 0, SA_NODEFER, SA_RESETHAND, SA_SIGINFO }) {
		expect_abort([=] {
			catch_signal(SIGABRT, [](int) {
				EXPECT_EQ(write(report, "x", 1), 1);
			}, flags);
			sighold(SIGABRT);
		});
		char bytes[8];
		EXPECT_EQ(read(ends[0], bytes, sizeof(bytes)), 1)
			<< "the handler runs once, flags " << flags;
	}
	close(ends[0]);
	close(ends[1]);
}

TEST_F(abort_test, a_handler_that_jumps_away_prevents_it)
{
	static sigjmp_buf back;
	static volatile int jumps;
	jumps = 0;
	catch_signal(SIGABRT, [](int) { siglongjmp(back, 1); });
	while (jumps < 3) {
		if (sigsetjmp(back, 1) == 0)
			abort();
		jumps = jumps + 1;
	}
	EXPECT_EQ(jumps, 3);
	struct sigaction action;
	ASSERT_EQ(sigaction(SIGABRT, nullptr, &action), 0);
	EXPECT_NE(action.sa_handler, SIG_DFL) << "the action stays";
}

static void
abort_again(int)
{
	abort();
}

/* It was called for ever, until the stack overflowed. */
TEST_F(abort_test, a_handler_that_calls_abort_is_called_once)
{
	expect_abort([] { signal(SIGABRT, abort_again); });
}

TEST_F(abort_test, from_another_thread)
{
	expect_death_in_child(number_on_host("SIGABRT"), [] {
		sigset_t full;
		sigfillset(&full);
		sigprocmask(SIG_SETMASK, &full, nullptr);
		test_thread([] { abort(); }).join();
	});
}

// The C library's assert() and C++'s terminate() call abort() by name.
TEST_F(abort_test, by_terminate)
{
	expect_death_in_child(number_on_host("SIGABRT"), [] {
		close(STDERR_FILENO);
		std::terminate();
	});
}
