// The waiting calls are cancellation points (POSIX): sigsuspend sigwait
// sigwaitinfo sigtimedwait sigpause pselect ppoll and the wait family.
#include "signal_test.h"

#include <poll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cleanup_in_c.h"

struct cancellation_point {
	const char*	name;
	void		(*wait)();
};

static const sigset_t no_signals = 0;

static const cancellation_point cancellation_points[] = {
	{ "sigsuspend", [] { sigsuspend(&no_signals); } },
	{ "sigpause", [] { sigpause(SIGUSR2); } },
	{ "sigwait", [] {
		const sigset_t set = set_of({ SIGUSR1 });
		int signal;
		sigwait(&set, &signal);
	} },
	{ "sigwaitinfo", [] {
		const sigset_t set = set_of({ SIGUSR1 });
		sigwaitinfo(&set, nullptr);
	} },
	{ "sigtimedwait", [] {
		const sigset_t set = set_of({ SIGUSR1 });
		const struct timespec timeout = { 600, 0 };
		sigtimedwait(&set, nullptr, &timeout);
	} },
	{ "pselect", [] {
		pselect(0, nullptr, nullptr, nullptr, nullptr, &no_signals);
	} },
	{ "ppoll", [] { ppoll(nullptr, 0, nullptr, &no_signals); } },
	{ "wait", [] { wait(nullptr); } },
	{ "waitpid", [] { waitpid(-1, nullptr, 0); } },
	{ "wait3", [] { wait3(nullptr, 0, nullptr); } },
	{ "wait4", [] { wait4(-1, nullptr, 0, nullptr); } },
	{ "waitid", [] {
		siginfo_t info;
		waitid(P_ALL, 0, &info, WEXITED);
	} }
};

// Where they wait; on i386 the kernel has calls with 64-bit times as well.
static const std::initializer_list<long> waiting_calls = {
#if defined(__i386__)
	SYS_rt_sigtimedwait_time64, SYS_pselect6_time64, SYS_ppoll_time64,
#endif
	SYS_rt_sigtimedwait, SYS_pselect6, SYS_ppoll, SYS_waitid, SYS_rt_sigsuspend
};

class cancellation_test : public signal_test,
	public testing::WithParamInterface<cancellation_point> {
protected:
	// A child that does not end: the wait family waits for it.
	cancellation_test()
		:
		fChild(start_child([] { for (;;) pause(); }))
	{
	}

	~cancellation_test() override
	{
		kill(fChild, SIGKILL);
		wait_for_child_end(fChild);
	}

	// sigwait() does not end for a handler.
	static void
	end_wait(const test_thread& thread)
	{
		pthread_kill(thread.handle(),
			std::string(GetParam().name) == "sigwait" ? SIGUSR1 : SIGHUP);
	}

private:
	pid_t	fChild;
};

INSTANTIATE_TEST_SUITE_P(points, cancellation_test,
	testing::ValuesIn(cancellation_points),
	[](const auto& info) { return std::string(info.param.name); });

static void
set_flag(void* flag)
{
	*(bool*)flag = true;
}

TEST_P(cancellation_test, while_waiting)
{
	bool cleaned = false, returned = false;
	test_thread thread([&] {
		pthread_cleanup_push(set_flag, &cleaned);
		GetParam().wait();
		returned = true;
		pthread_cleanup_pop(0);
	});
	ASSERT_TRUE(wait_until_in_call(thread.id(), waiting_calls));
	ASSERT_EQ(pthread_cancel(thread.handle()), 0);
	EXPECT_EQ(thread.join(), PTHREAD_CANCELED);
	EXPECT_TRUE(cleaned);
	EXPECT_FALSE(returned);
}

TEST_P(cancellation_test, requested_before)
{
	bool cleaned = false, returned = false;
	test_thread thread([&] {
		pthread_cleanup_push(set_flag, &cleaned);
		EXPECT_EQ(pthread_cancel(pthread_self()), 0);
		GetParam().wait();
		returned = true;
		pthread_cleanup_pop(0);
	});
	EXPECT_EQ(thread.join(), PTHREAD_CANCELED);
	EXPECT_TRUE(cleaned);
	EXPECT_FALSE(returned);
}

TEST_P(cancellation_test, disabled)
{
	catch_signal(SIGHUP);
	bool returned = false;
	test_thread thread([&] {
		int old;
		pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
		EXPECT_EQ(pthread_cancel(pthread_self()), 0);
		GetParam().wait();
		__atomic_store_n(&returned, true, __ATOMIC_RELEASE);
		pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
		pthread_testcancel();
		ADD_FAILURE() << "the request is kept";
	});
	ASSERT_TRUE(wait_until_in_call(thread.id(), waiting_calls));
	EXPECT_FALSE(returned);
	end_wait(thread);
	EXPECT_EQ(thread.join(), PTHREAD_CANCELED);
	EXPECT_TRUE(returned);
}

TEST_P(cancellation_test, the_type_stays_deferred)
{
	catch_signal(SIGHUP);
	test_thread thread([&] {
		GetParam().wait();
		int type = -1;
		pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &type);
		EXPECT_EQ(type, PTHREAD_CANCEL_DEFERRED);
	});
	ASSERT_TRUE(wait_until_in_call(thread.id(), waiting_calls));
	end_wait(thread);
	EXPECT_EQ(thread.join(), nullptr);
}

class cleanup_test : public signal_test {
};

// Cleanup handlers run with the mask from before the call, not with what the
// library blocks while it waits.
TEST_F(cleanup_test, cleanup_handlers_do_not_see_what_sigwait_blocks)
{
	static kernel_set mask;
	mask = ~kernel_set{0};
	test_thread thread([] {
		pthread_cleanup_push([](void*) { mask = kernel_mask(); }, nullptr);
		const sigset_t set = set_of({ SIGUSR1 });
		sigwaitinfo(&set, nullptr);
		pthread_cleanup_pop(0);
	});
	ASSERT_TRUE(wait_until_in_call(thread.id(), waiting_calls));
	ASSERT_EQ(pthread_cancel(thread.handle()), 0);
	EXPECT_EQ(thread.join(), PTHREAD_CANCELED);
	EXPECT_EQ(mask & kernel_bit(kernel_number(SIGUSR1)), kernel_set{0});
}

TEST_F(cleanup_test, cleanup_handlers_of_c_programs_run_inner_first)
{
	int order = 0;
	test_thread thread([&] { suspend_with_cleanup_in_c(&order); });
	ASSERT_TRUE(wait_until_in_call(thread.id(), waiting_calls));
	ASSERT_EQ(pthread_cancel(thread.handle()), 0);
	EXPECT_EQ(thread.join(), PTHREAD_CANCELED);
	EXPECT_EQ(order, 12);
}

// One thread is enough to cancel itself; the process ends with status 0, as
// after its last thread's pthread_exit().
TEST_F(cleanup_test, the_only_thread_cancels_itself)
{
	const pid_t child = fork();
	if (child == 0) {
		const std::string program
			= std::string(TEST_OUTPUT_DIR) + "/self_cancelling";
		execl(program.c_str(), program.c_str(), nullptr);
		_exit(127);
	}
	const child_end end = wait_for_child_end(child);
	EXPECT_TRUE(end.exited);
	EXPECT_EQ(end.exit_code, 42) << "1: the wait returned";
}
