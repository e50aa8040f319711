/* resume_thread() interrupts a waiting call with EINTR, whether the thread was
 * suspended before or not. */
#include <fcntl.h>
#include <poll.h>
#include <semaphore.h>
#include <sys/select.h>
#include <sys/wait.h>

#include "threads_test.h"

static int pipe_ends[2];
static sem_t semaphore;

struct waiting_call {
	const char*	name;
	int			(*call)();		/* the result; errno tells why */
};

static const waiting_call CALLS[] = {
	{ "read", [] {
		char byte;
		return (int)read(pipe_ends[0], &byte, 1); } },
	{ "nanosleep", [] {
		const struct timespec minute = { 60, 0 };
		return nanosleep(&minute, nullptr); } },
	{ "sigsuspend", [] {
		sigset_t empty;
		sigemptyset(&empty);
		return sigsuspend(&empty); } },
	{ "sigpause", [] { return sigpause(SIGHUP); } },
	{ "sigwaitinfo", [] {
		const sigset_t set = bit(SIGHUP);
		return sigwaitinfo(&set, nullptr); } },
	{ "sigtimedwait", [] {
		const sigset_t set = bit(SIGHUP);
		const struct timespec minute = { 60, 0 };
		return sigtimedwait(&set, nullptr, &minute); } },
	{ "sem_wait", [] { return sem_wait(&semaphore); } },
	{ "poll", [] { return poll(nullptr, 0, -1); } },
	{ "ppoll", [] { return ppoll(nullptr, 0, nullptr, nullptr); } },
	{ "select", [] {
		return select(0, nullptr, nullptr, nullptr, nullptr); } },
	{ "pselect", [] {
		return pselect(0, nullptr, nullptr, nullptr, nullptr, nullptr); } },
	{ "waitpid", [] { return (int)waitpid(-1, nullptr, 0); } },
	{ "waitid", [] { return waitid(P_ALL, 0, nullptr, WEXITED); } },
	{ "wait", [] { return (int)wait(nullptr); } },
};

class Resuming : public testing::TestWithParam<std::tuple<waiting_call, bool>> {
protected:
	static void
	Run()
	{
		const auto& [waiting, suspendedBefore] = GetParam();
		ASSERT_EQ(pipe(pipe_ends), 0);
		ASSERT_EQ(sem_init(&semaphore, 0, 0), 0);
		const pid_t child = start_child([] {
			for (;;)
				pause();
			return 0;
		});
		int result = 0;
		int error = 0;
		worker thread([&] {
			errno = 0;
			result = waiting.call();
			error = errno;
		});
		await_sleep(thread.id());
		if (suspendedBefore) {
			EXPECT_EQ(suspend_thread(thread.id()), B_OK);
			EXPECT_EQ(error, 0);
		}
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		EXPECT_EQ(thread.join(), 0);
		EXPECT_EQ(result, -1);
		EXPECT_EQ(error, EINTR);
		kill(child, SIGKILL);
		kernel_status_of(child);
	}
};

TEST_P(Resuming, InterruptsTheCall)
{
	in_child(Run);
}

INSTANTIATE_TEST_SUITE_P(Threads, Resuming,
	testing::Combine(testing::ValuesIn(CALLS), testing::Bool()),
	[](const auto& test) {
		return std::string(std::get<0>(test.param).name)
			+ (std::get<1>(test.param) ? "_suspended" : "");
	});

/* sigwait() has no EINTR (POSIX): it waits on. */
TEST(ResumingOf, SigwaitGoesOn)
{
	in_child([] {
		int signal = 0;
		worker thread([&] {
			const sigset_t set = bit(SIGHUP);
			sigprocmask(SIG_BLOCK, &set, nullptr);
			sigwait(&set, &signal);
		});
		await_sleep(thread.id());
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		await_sleep(thread.id());
		EXPECT_EQ(signal, 0);
		EXPECT_EQ(pthread_kill(thread.handle(), SIGHUP), 0);
		thread.join();
		EXPECT_EQ(signal, SIGHUP);
	});
}

TEST(ResumingOf, WorkingThreadWorksOn)
{
	in_child([] {
		counted_work work;
		worker thread([&] { work(); });
		for (int i = 0; i < 1000; i++)
			ASSERT_EQ(resume_thread(thread.id()), B_OK);
		work.await_progress();
		work.end();
		thread.join();
	});
}

/* The mask of sigsuspend() ends with it. */
TEST(ResumingOf, MaskComesBackAfterSigsuspend)
{
	in_child([] {
		uint64_t before = 0;
		uint64_t after = 1;
		worker thread([&] {
			const sigset_t blocked = bit(SIGHUP) | bit(36);
			sigprocmask(SIG_SETMASK, &blocked, nullptr);
			before = kernel_mask();
			const sigset_t other = bit(SIGTERM);
			sigsuspend(&other);
			after = kernel_mask();
		});
		await_sleep(thread.id());
		EXPECT_EQ(suspend_thread(thread.id()), B_OK);
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		thread.join();
		EXPECT_EQ(before, after);
	});
}
