/* kill_thread(), and SIGKILLTHR by all that send signals to threads. */
#include <semaphore.h>

#include "threads_test.h"

typedef void (*way_to_end)(worker&);

struct named_way {
	const char*	name;
	way_to_end	end;
};

static const named_way WAYS[] = {
	{ "kill_thread", [](worker& thread) {
		EXPECT_EQ(kill_thread(thread.id()), B_OK); } },
	{ "pthread_kill", [](worker& thread) {
		EXPECT_EQ(pthread_kill(thread.handle(), SIGKILLTHR), 0); } },
	{ "pthread_sigqueue", [](worker& thread) {
		EXPECT_EQ(pthread_sigqueue(thread.handle(), SIGKILLTHR, {}), 0); } },
	{ "send_signal", [](worker& thread) {
		EXPECT_EQ(send_signal(thread.id(), SIGKILLTHR), B_OK); } },
	{ "send_signal_etc", [](worker& thread) {
		EXPECT_EQ(send_signal_etc(thread.id(), SIGKILLTHR,
			SIGNAL_FLAG_SEND_TO_THREAD), B_OK); } },
};

struct named_state {
	const char*	name;
	void		(*work)();
	bool		sleeps;
};

static int pipe_ends[2];
static sem_t semaphore;

static void
compute_with_everything_blocked()
{
	sigset_t full;
	sigfillset(&full);
	pthread_sigmask(SIG_SETMASK, &full, nullptr);
	for (;;)
		asm volatile("pause");
}

static const named_state STATES[] = {
	{ "Computing", [] { for (;;) asm volatile("pause"); }, false },
	{ "ComputingWithSignalsBlocked", compute_with_everything_blocked, false },
	{ "Reading", [] {
		char byte;
		for (;;)
			(void)!read(pipe_ends[0], &byte, 1); }, true },
	{ "InSemWait", [] { for (;;) sem_wait(&semaphore); }, true },
	{ "InSigsuspend", [] {
		sigset_t full;
		sigfillset(&full);
		for (;;)
			sigsuspend(&full); }, true },
	{ "Suspended", [] { for (;;) suspend_thread(find_thread(nullptr)); }, true },
};

class Ending : public testing::TestWithParam<std::tuple<named_way, named_state>> {
};

TEST_P(Ending, ThreadCanBeJoinedAndTheOthersLive)
{
	in_child([] {
		const auto& [way, state] = GetParam();
		ASSERT_EQ(pipe(pipe_ends), 0);
		ASSERT_EQ(sem_init(&semaphore, 0, 0), 0);
		counted_work work;
		worker other([&] { work(); });
		for (int i = 0; i < 5; i++) {
			worker thread(state.work);
			if (state.sleeps)
				await_sleep(thread.id());
			const thread_id id = thread.id();
			way.end(thread);
			EXPECT_EQ(thread.join(), 0);
			await_end(id);
			EXPECT_EQ(kill_thread(id), B_BAD_THREAD_ID);
		}
		work.await_progress();
		work.end();
		EXPECT_EQ(other.join(), 0);
	});
}

INSTANTIATE_TEST_SUITE_P(Threads, Ending,
	testing::Combine(testing::ValuesIn(WAYS), testing::ValuesIn(STATES)),
	[](const auto& test) {
		return std::string(std::get<0>(test.param).name) + "_"
			+ std::get<1>(test.param).name;
	});

static std::atomic<int> reached;

class EndOfSelf : public testing::TestWithParam<void (*)()> {
};

TEST_P(EndOfSelf, NothingRunsAfterwards)
{
	in_child([] {
		const auto end = GetParam();
		worker thread([end] {
			reached = 1;
			end();
			reached = 2;
		});
		EXPECT_EQ(thread.join(), 0);
		EXPECT_EQ(reached, 1);
	});
}

INSTANTIATE_TEST_SUITE_P(Threads, EndOfSelf, testing::Values(
	[] { raise(SIGKILLTHR); },
	[] { kill_thread(find_thread(nullptr)); },
	[] { send_signal(find_thread(nullptr), SIGKILLTHR); },
	[] { pthread_kill(pthread_self(), SIGKILLTHR); }));

/* No handler, no destructor, no cleanup of the thread's runs. */
struct noting_destructor {
	~noting_destructor()
	{
		reached = 3;
	}
};

TEST(EndOfThreads, NothingOfTheThreadRuns)
{
	in_child([] {
		worker thread([] {
			thread_local noting_destructor local;
			(void)&local;
			noting_destructor automatic;
			for (;;)
				pause();
		});
		await_sleep(thread.id());
		EXPECT_EQ(kill_thread(thread.id()), B_OK);
		EXPECT_EQ(thread.join(), 0);
		EXPECT_EQ(reached, 0);
	});
}

/* The main thread's end is the process's. */
class EndOfMain : public testing::TestWithParam<status_t (*)(thread_id)> {
};

TEST_P(EndOfMain, IsTheProcessesBySIGKILL)
{
	for (const bool byOther : { false, true }) {
		const auto end = GetParam();
		const int status = kernel_status_of_child([&] {
			const thread_id self = find_thread(nullptr);
			if (byOther) {
				worker thread([=] { end(self); });
				thread.join();
			} else
				end(self);
			return 3;
		});
		EXPECT_EQ(status, host_number(SIGKILL));
	}
}

INSTANTIATE_TEST_SUITE_P(Threads, EndOfMain, testing::Values(
	[](thread_id thread) -> status_t { return kill_thread(thread); },
	[](thread_id thread) -> status_t { return send_signal(thread, SIGKILLTHR); },
	[](thread_id thread) -> status_t {
		return send_signal_etc(thread, SIGKILLTHR, 0); },
	[](thread_id) -> status_t { return kill(getpid(), SIGKILLTHR); }));

TEST(EndOfThreads, SecondRequestWhileTheFirstIsOnItsWay)
{
	in_child([] {
		for (int i = 0; i < 200; i++) {
			worker thread([] { for (;;) asm volatile("pause"); });
			const thread_id id = thread.id();
			std::atomic<bool> go = false;
			worker other([&] {
				while (!go)
					;
				kill_thread(id);
			});
			go = true;
			kill_thread(id);
			EXPECT_EQ(thread.join(), 0);
			EXPECT_EQ(other.join(), 0);
		}
	});
}

/* How much memory the kernel has given the process, in pages. */
static long
pages_in_use()
{
	long total = 0;
	FILE* file = fopen("/proc/self/statm", "r");
	if (file == nullptr || fscanf(file, "%ld", &total) != 1)
		total = -1;
	if (file != nullptr)
		fclose(file);
	return total;
}

TEST(EndOfThreads, ThousandsLeaveNothingBehind)
{
	in_child([] {
		constexpr int ROUND = 1000;
		long afterFirst = 0;
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < ROUND; i++) {
				worker thread([] { for (;;) pause(); });
				ASSERT_EQ(kill_thread(thread.id()), B_OK);
				ASSERT_EQ(thread.join(), 0);
			}
			if (round == 0)
				afterFirst = pages_in_use();
		}
		ASSERT_GT(afterFirst, 0);
		EXPECT_LE(pages_in_use(), afterFirst + 16);
	});
}

/* Ids are used again: a request that its thread never looked at must not meet
 * the next thread with that id. The kernel can be told which id comes next. */
static bool
choose_next_thread_id(thread_id next)
{
	FILE* file = fopen("/proc/sys/kernel/ns_last_pid", "w");
	if (file == nullptr)
		return false;
	const bool written = fprintf(file, "%d", next - 1) > 0;
	return fclose(file) == 0 && written;
}

TEST(EndOfThreads, RequestDoesNotMeetTheNextThreadOfThatId)
{
	if (geteuid() != 0 || !choose_next_thread_id(20000))
		GTEST_SKIP() << "this kernel does not let us choose thread ids";
	in_child([] {
		/* Ends before it can look at the request: with every signal blocked,
		 * those without number included, as the C library does at the end. */
		std::atomic<bool> asked = false;
		worker first([&] {
			const uint64_t all = ~uint64_t{0};
			syscall(SYS_rt_sigprocmask, 2, &all, nullptr, sizeof(all));
			while (!asked)
				;
		});
		const thread_id id = first.id();
		ASSERT_EQ(kill_thread(id), B_OK);
		asked = true;
		first.join();
		usleep(30 * 1000);	/* thread start times are told in 1/100 s */

		for (int attempt = 0; attempt < 200; attempt++) {
			choose_next_thread_id(id);
			counted_work work;
			worker second([&] { work(); });
			const bool sameId = second.id() == id;
			if (sameId) {
				EXPECT_EQ(resume_thread(id), B_OK);
				work.await_progress();
				EXPECT_EQ(suspend_thread(id), B_OK);
				EXPECT_TRUE(work.stands_still());
				EXPECT_EQ(resume_thread(id), B_OK);
				work.await_progress();
			}
			work.end();
			second.join();
			if (sameId)
				return;
		}
		FAIL() << "the id was never used again";
	});
}
