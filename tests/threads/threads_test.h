/* What the tests of single threads share. */
#ifndef _THREADS_TEST_H
#define _THREADS_TEST_H

#include <atomic>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include <functional>

#include <OS.h>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/kernel_signals.h"

/* A thread whose id is known. It must end, or be ended, before it is joined. */
class worker {
public:
	explicit
	worker(std::function<void()> work)
		:
		fWork(work)
	{
		pthread_create(&fThread, nullptr, run, this);
		while (fId.load() == 0)
			usleep(50);
	}

	worker(const worker&) = delete;

	thread_id
	id() const
	{
		return fId.load();
	}

	pthread_t
	handle() const
	{
		return fThread;
	}

	int
	join()
	{
		return pthread_join(fThread, nullptr);
	}

private:
	static void*
	run(void* self)
	{
		worker* that = (worker*)self;
		const std::function<void()> work = that->fWork;
		that->fId = thread_number();
		work();
		return nullptr;
	}

	std::function<void()>	fWork;
	pthread_t				fThread;
	std::atomic<thread_id>	fId = 0;
};

/* Work that can be seen to go on. */
class counted_work {
public:
	void
	operator()()
	{
		while (!fEnd.load(std::memory_order_relaxed))
			fCount.fetch_add(1, std::memory_order_relaxed);
	}

	/* Leaves the processor to others in between. */
	void
	slowly()
	{
		while (!fEnd.load(std::memory_order_relaxed)) {
			fCount.fetch_add(1, std::memory_order_relaxed);
			const struct timespec moment = { 0, 1000 * 1000 };
			nanosleep(&moment, nullptr);
		}
	}

	void
	end()
	{
		fEnd = true;
	}

	uint64_t
	count() const
	{
		return fCount.load();
	}

	/* Returns when more work has been done; a test that hangs here has failed. */
	void
	await_progress() const
	{
		const uint64_t before = count();
		while (count() == before)
			sched_yield();
	}

	/* The kernel has given the processor to others meanwhile: nothing is done. */
	bool
	stands_still() const
	{
		const uint64_t before = count();
		for (int i = 0; i < 20; i++) {
			const struct timespec moment = { 0, 500 * 1000 };
			nanosleep(&moment, nullptr);
			if (count() != before)
				return false;
		}
		return true;
	}

private:
	std::atomic<uint64_t>	fCount = 0;
	std::atomic<bool>		fEnd = false;
};

/* A joined thread still has its id for a moment. */
inline void
await_end(thread_id thread)
{
	while (thread_state_in_proc(getpid(), thread) != 0)
		usleep(100);
}

/* An id that no thread has: one that just ended. */
inline thread_id
dead_thread()
{
	worker thread([] {});
	const thread_id id = thread.id();
	thread.join();
	await_end(id);
	return id;
}

/* A thread can be suspended, resumed and ended. */
inline void
expect_thread_control_works()
{
	counted_work work;
	worker thread([&] { work(); });
	work.await_progress();
	EXPECT_EQ(suspend_thread(thread.id()), B_OK);
	EXPECT_TRUE(work.stands_still());
	EXPECT_EQ(resume_thread(thread.id()), B_OK);
	work.await_progress();
	EXPECT_EQ(kill_thread(thread.id()), B_OK);
	EXPECT_EQ(thread.join(), 0);
}

#endif	/* _THREADS_TEST_H */
