/* What the tests of semaphores, ports and areas share. */
#ifndef _KERNEL_OBJECTS_TEST_H
#define _KERNEL_OBJECTS_TEST_H

#include <atomic>
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <OS.h>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/kernel_signals.h"

/* A thread that does some work; joined at the end at the latest. */
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

	~worker()
	{
		join();
	}

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

	void
	join()
	{
		if (!fJoined)
			pthread_join(fThread, nullptr);
		fJoined = true;
	}

private:
	static void*
	run(void* self)
	{
		worker* that = (worker*)self;
		/* The ids of objects' users are the kernel's. */
		that->fId = syscall(SYS_gettid);
		that->fWork();
		return nullptr;
	}

	std::function<void()>	fWork;
	pthread_t				fThread;
	std::atomic<thread_id>	fId = 0;
	bool					fJoined = false;
};

inline int32
sem_count(sem_id id)
{
	int32 count = INT32_MIN;
	EXPECT_EQ(get_sem_count(id, &count), B_OK);
	return count;
}

/* Until so many wait for it; a test that hangs here has failed. */
inline void
await_count(sem_id id, int32 count)
{
	while (sem_count(id) != count)
		usleep(50);
}

inline bigtime_t
now_in_microseconds()
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

/* A handler that only counts; without SA_RESTART, and then with it. */
inline std::atomic<int> handled;

inline void
install_counter(int signal, int flags = 0)
{
	handled = 0;
	struct sigaction action = {};
	action.sa_handler = [](int) { handled++; };
	action.sa_flags = flags;
	sigaction(signal, &action, nullptr);
}

#endif	/* _KERNEL_OBJECTS_TEST_H */
