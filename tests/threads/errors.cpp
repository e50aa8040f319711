/* Ids that name no thread of ours, and what the calls say. */
#include "threads_test.h"

typedef status_t (*thread_call)(thread_id);

struct named_call {
	const char*	name;
	thread_call	call;
};

static const named_call CALLS[] = {
	{ "kill_thread", kill_thread },
	{ "suspend_thread", suspend_thread },
	{ "resume_thread", resume_thread },
	{ "send_signal", [](thread_id thread) -> status_t {
		return send_signal(thread, SIGUSR1); } },
	{ "send_signal_0", [](thread_id thread) -> status_t {
		return send_signal(thread, 0); } },
	{ "send_SIGKILLTHR", [](thread_id thread) -> status_t {
		return send_signal(thread, SIGKILLTHR); } },
};

class Errors : public testing::TestWithParam<named_call> {
};

TEST_P(Errors, NoSuchThread)
{
	in_child([] {
		signal(SIGUSR1, SIG_IGN);
		const thread_call call = GetParam().call;
		errno = EDOM;
		for (const thread_id thread : { 0, -1, -2, -getpid(), INT32_MIN, INT32_MAX,
				4 * 1024 * 1024, 4 * 1024 * 1024 + 1 })
			EXPECT_EQ(call(thread), B_BAD_THREAD_ID) << thread;
		EXPECT_EQ(errno, EDOM);
		EXPECT_EQ(call(dead_thread()), B_BAD_THREAD_ID);
	});
}

INSTANTIATE_TEST_SUITE_P(Threads, Errors, testing::ValuesIn(CALLS),
	[](const auto& test) { return test.param.name; });

/* Another team's threads are left alone by all but plain signals. */
class ForeignThread : public testing::TestWithParam<named_call> {
};

TEST_P(ForeignThread, IsNotAllowed)
{
	in_child([] {
		const pid_t child = start_child([] {
			for (;;)
				pause();
			return 0;
		});
		EXPECT_EQ(GetParam().call(child), B_NOT_ALLOWED);
		while (thread_state_in_proc(child, child) != 'S')
			usleep(100);
		EXPECT_EQ(GetParam().call(getppid()), B_NOT_ALLOWED);
		syscall(SYS_kill, child, host_number(SIGTERM));
		EXPECT_EQ(kernel_status_of(child), host_number(SIGTERM));
	});
}

INSTANTIATE_TEST_SUITE_P(Threads, ForeignThread,
	testing::Values(CALLS[1], CALLS[2]),
	[](const auto& test) { return test.param.name; });

TEST(SendSignal, ArrivesInTheThread)
{
	in_child([] {
		static std::atomic<thread_id> where;
		signal(SIGUSR1, [](int) { where = thread_number(); });
		counted_work work;
		worker thread([&] { work(); });
		EXPECT_EQ(send_signal(thread.id(), SIGUSR1), B_OK);
		while (where == 0)
			sched_yield();
		EXPECT_EQ(where, thread.id());
		where = 0;
		EXPECT_EQ(send_signal_etc(thread.id(), SIGUSR1,
			SIGNAL_FLAG_SEND_TO_THREAD | B_DO_NOT_RESCHEDULE
			| B_CHECK_PERMISSION), B_OK);
		while (where == 0)
			sched_yield();
		EXPECT_EQ(where, thread.id());
		work.end();
		thread.join();
	});
}

TEST(SendSignal, ToATeam)
{
	in_child([] {
		const sigset_t set = bit(SIGUSR1) | bit(35);
		sigprocmask(SIG_BLOCK, &set, nullptr);
		siginfo_t info;
		EXPECT_EQ(send_signal_etc(getpid(), SIGUSR1, 0), B_OK);
		EXPECT_EQ(sigwaitinfo(&set, &info), SIGUSR1);
		EXPECT_EQ(info.si_code, SI_USER);
		EXPECT_EQ(info.si_pid, getpid());
		EXPECT_EQ(send_signal_etc(getpid(), 35, SIGNAL_FLAG_QUEUING_REQUIRED), B_OK);
		EXPECT_EQ(sigwaitinfo(&set, &info), 35);
		EXPECT_EQ(info.si_code, SI_QUEUE);
		EXPECT_EQ(info.si_value.sival_ptr, nullptr);
		EXPECT_EQ(send_signal_etc(getpid(), 0, 0), B_OK);
	});
}

TEST(SendSignal, QueueIsFull)
{
	in_child([] {
		const sigset_t set = bit(35);
		sigprocmask(SIG_BLOCK, &set, nullptr);
		const struct rlimit none = { 0, 0 };
		ASSERT_EQ(setrlimit(RLIMIT_SIGPENDING, &none), 0);
		EXPECT_EQ(send_signal_etc(getpid(), 35, SIGNAL_FLAG_QUEUING_REQUIRED),
			B_WOULD_BLOCK);
	});
}

TEST(SendSignal, NoSuchSignalOrFlag)
{
	in_child([] {
		const thread_id self = find_thread(nullptr);
		for (const unsigned signal : { 31u, 32u, 41u, 64u, 65u, 1000u, UINT32_MAX }) {
			EXPECT_EQ(send_signal(self, signal), B_BAD_VALUE) << signal;
			EXPECT_EQ(send_signal_etc(getpid(), signal, 0), B_BAD_VALUE) << signal;
		}
		for (const uint32 flags : { 1u, 8u, 0x40000u, 0x80000000u })
			EXPECT_EQ(send_signal_etc(self, SIGUSR1, flags), B_BAD_VALUE) << flags;
		EXPECT_EQ(send_signal_etc(INT32_MAX, SIGUSR1, 0), B_BAD_THREAD_ID);
	});
}
