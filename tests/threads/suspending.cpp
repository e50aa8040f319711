/* suspend_thread() and resume_thread(). */
#include <poll.h>
#include <semaphore.h>
#include <sys/resource.h>

#include <memory>
#include <vector>

#include "threads_test.h"

TEST(Suspending, WorkStopsAndGoesOn)
{
	in_child([] {
		counted_work work;
		worker thread([&] { work(); });
		for (int i = 0; i < 10; i++) {
			work.await_progress();
			EXPECT_EQ(suspend_thread(thread.id()), B_OK);
			EXPECT_TRUE(work.stands_still());
			EXPECT_EQ(resume_thread(thread.id()), B_OK);
			work.await_progress();
		}
		work.end();
		thread.join();
	});
}

/* Suspending is a state, not a count: one resume ends it. */
TEST(Suspending, TwiceIsOnce)
{
	in_child([] {
		counted_work work;
		worker thread([&] { work(); });
		EXPECT_EQ(suspend_thread(thread.id()), B_OK);
		EXPECT_EQ(suspend_thread(thread.id()), B_OK);
		EXPECT_TRUE(work.stands_still());
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		work.await_progress();
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		work.await_progress();
		EXPECT_EQ(suspend_thread(thread.id()), B_OK);
		EXPECT_TRUE(work.stands_still());
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		work.end();
		thread.join();
	});
}

TEST(Suspending, Self)
{
	in_child([] {
		std::atomic<int> passed = 0;
		worker thread([&] {
			for (int i = 0; i < 3; i++) {
				EXPECT_EQ(suspend_thread(find_thread(nullptr)), B_OK);
				passed++;
			}
		});
		for (int i = 0; i < 3; i++) {
			while (passed != i)
				sched_yield();
			await_sleep(thread.id());
			EXPECT_EQ(passed, i);
			EXPECT_EQ(resume_thread(thread.id()), B_OK);
		}
		thread.join();
		EXPECT_EQ(passed, 3);
	});
}

TEST(Suspending, MainThread)
{
	in_child([] {
		const thread_id main = find_thread(nullptr);
		std::atomic<uint64_t> count = 0;
		std::atomic<bool> end = false;
		std::atomic<bool> stoodStill = false;
		worker other([&] {
			while (count < 1000)
				;
			EXPECT_EQ(suspend_thread(main), B_OK);
			const uint64_t before = count;
			usleep(10 * 1000);
			stoodStill = count == before;
			end = true;
			EXPECT_EQ(resume_thread(main), B_OK);
		});
		while (!end)
			count++;
		other.join();
		EXPECT_TRUE(stoodStill);
	});
}

TEST(Suspending, SuspendedThreadCanBeEnded)
{
	in_child([] {
		counted_work work;
		for (int i = 0; i < 20; i++) {
			worker thread([&] { work(); });
			work.await_progress();
			EXPECT_EQ(suspend_thread(thread.id()), B_OK);
			EXPECT_EQ(kill_thread(thread.id()), B_OK);
			EXPECT_EQ(thread.join(), 0);
		}
	});
}

static std::atomic<int> order[8];
static std::atomic<int> arrivals;

static void
note_arrival(int signal)
{
	order[arrivals++] = signal;
}

/* What is sent meanwhile arrives when the thread is resumed: realtime signals
 * each, in order of their numbers (POSIX), and of sending. */
TEST(Suspending, SignalsWaitForResume)
{
	in_child([] {
		struct sigaction action = {};
		action.sa_handler = note_arrival;
		sigfillset(&action.sa_mask);
		for (const int signal : { SIGUSR1, SIGRTMIN, SIGRTMIN + 1 })
			sigaction(signal, &action, nullptr);
		counted_work work;
		worker thread([&] { work(); });
		EXPECT_EQ(suspend_thread(thread.id()), B_OK);
		for (const int signal : { SIGRTMIN + 1, SIGRTMIN, SIGRTMIN, SIGUSR1 })
			EXPECT_EQ(pthread_kill(thread.handle(), signal), 0);
		EXPECT_TRUE(work.stands_still());
		EXPECT_EQ(arrivals, 0);
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		while (arrivals < 4)
			sched_yield();
		std::vector<int> realtime;
		for (int i = 0; i < 4; i++) {
			if (order[i] != SIGUSR1)
				realtime.push_back(order[i]);
		}
		EXPECT_EQ(realtime, std::vector<int>({ SIGRTMIN, SIGRTMIN,
			SIGRTMIN + 1 }));
		work.end();
		thread.join();
	});
}

TEST(Suspending, SuspendedInAHandler)
{
	in_child([] {
		struct sigaction action = {};
		action.sa_handler = [](int) {
			suspend_thread(find_thread(nullptr));
			arrivals++;
		};
		sigaction(SIGUSR1, &action, nullptr);
		counted_work work;
		worker thread([&] { work(); });
		work.await_progress();
		pthread_kill(thread.handle(), SIGUSR1);
		await_sleep(thread.id());
		EXPECT_TRUE(work.stands_still());
		EXPECT_EQ(arrivals, 0);
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		work.await_progress();
		EXPECT_EQ(arrivals, 1);
		work.end();
		thread.join();
	});
}

TEST(Suspending, MaskAndErrnoSurvive)
{
	in_child([] {
		std::atomic<bool> end = false;
		bool same = false;
		worker thread([&] {
			const sigset_t set = bit(SIGHUP) | bit(35);
			sigprocmask(SIG_SETMASK, &set, nullptr);
			const uint64_t before = kernel_mask();
			errno = EDOM;
			while (!end)
				;
			same = errno == EDOM && kernel_mask() == before;
		});
		for (int i = 0; i < 20; i++) {
			EXPECT_EQ(suspend_thread(thread.id()), B_OK);
			EXPECT_EQ(resume_thread(thread.id()), B_OK);
		}
		end = true;
		thread.join();
		EXPECT_TRUE(same);
	});
}

/* Two threads that suspend each other, and a third that resumes both. */
TEST(Suspending, EachOther)
{
	in_child([] {
		std::atomic<thread_id> ids[2] = {};
		std::atomic<int> rounds[2] = {};
		constexpr int ROUNDS = 300;
		auto work = [&](int self) {
			ids[self] = find_thread(nullptr);
			while (ids[1 - self] == 0)
				;
			while (rounds[self] < ROUNDS) {
				const status_t result = suspend_thread(ids[1 - self]);
				EXPECT_TRUE(result == B_OK || result == B_BAD_THREAD_ID);
				rounds[self]++;
			}
		};
		worker first([&] { work(0); });
		worker second([&] { work(1); });
		while (rounds[0] < ROUNDS || rounds[1] < ROUNDS) {
			resume_thread(first.id());
			resume_thread(second.id());
			sched_yield();
		}
		std::atomic<bool> joined = false;
		worker third([&] {
			while (!joined) {
				resume_thread(first.id());
				resume_thread(second.id());
				usleep(100);
			}
		});
		EXPECT_EQ(first.join(), 0);
		EXPECT_EQ(second.join(), 0);
		joined = true;
		third.join();
	});
}

/* Stop the world: many threads, again and again, each of which works on. */
TEST(Suspending, ManyThreadsAgainAndAgain)
{
	in_child([] {
		constexpr int THREADS = 200;
		constexpr int ROUNDS = 10;
		std::vector<std::unique_ptr<counted_work>> works;
		std::vector<std::unique_ptr<worker>> threads;
		for (int i = 0; i < THREADS; i++) {
			works.push_back(std::make_unique<counted_work>());
			counted_work* work = works.back().get();
			threads.push_back(std::make_unique<worker>([work] { work->slowly(); }));
		}
		for (int round = 0; round < ROUNDS; round++) {
			for (const auto& thread : threads)
				EXPECT_EQ(suspend_thread(thread->id()), B_OK);
			std::vector<uint64_t> counts;
			for (const auto& work : works)
				counts.push_back(work->count());
			usleep(20 * 1000);
			for (int i = 0; i < THREADS; i++)
				EXPECT_EQ(works[i]->count(), counts[i]);
			for (const auto& thread : threads)
				EXPECT_EQ(resume_thread(thread->id()), B_OK);
			for (const auto& work : works)
				work->await_progress();
		}
		for (int i = 0; i < THREADS; i++) {
			works[i]->end();
			threads[i]->join();
		}
	});
}

/* Several suspend and resume one thread at random; in the end it goes on. */
TEST(Suspending, ManyAskOne)
{
	in_child([] {
		for (int i = 0; i < 20; i++) {
			counted_work work;
			worker thread([&] { work(); });
			const thread_id id = thread.id();
			auto bother = [id] {
				for (int j = 0; j < 100; j++) {
					suspend_thread(id);
					resume_thread(id);
				}
			};
			worker first(bother);
			worker second(bother);
			worker third(bother);
			first.join();
			second.join();
			third.join();
			EXPECT_EQ(resume_thread(id), B_OK);
			work.await_progress();
			work.end();
			thread.join();
		}
	});
}

TEST(Suspending, WithoutRoomForQueuedSignals)
{
	in_child([] {
		const struct rlimit none = { 0, 0 };
		ASSERT_EQ(setrlimit(RLIMIT_SIGPENDING, &none), 0);
		counted_work work;
		worker thread([&] { work(); });
		for (int i = 0; i < 5; i++) {
			work.await_progress();
			EXPECT_EQ(suspend_thread(thread.id()), B_OK);
			EXPECT_TRUE(work.stands_still());
			EXPECT_EQ(resume_thread(thread.id()), B_OK);
			work.await_progress();
		}
		EXPECT_EQ(kill_thread(thread.id()), B_OK);
		EXPECT_EQ(thread.join(), 0);
	});
}

TEST(Suspending, ChildOfForkKnowsNothingOfSuspendedThreads)
{
	in_child([] {
		counted_work work;
		worker thread([&] { work(); });
		EXPECT_EQ(suspend_thread(thread.id()), B_OK);
		EXPECT_EQ(kernel_status_of_child([&] {
			/* The parent's thread is another team's here. */
			EXPECT_EQ(suspend_thread(thread.id()), B_NOT_ALLOWED);
			EXPECT_EQ(resume_thread(thread.id()), B_NOT_ALLOWED);
			expect_thread_control_works();
			return testing::Test::HasFailure() ? 1 : 0;
		}), 0);
		EXPECT_TRUE(work.stands_still());
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		work.await_progress();
		work.end();
		thread.join();
	});
}
