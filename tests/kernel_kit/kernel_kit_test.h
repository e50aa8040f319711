/* What the tests of the Kernel Kit share. */
#ifndef _KERNEL_KIT_TEST_H
#define _KERNEL_KIT_TEST_H

#include <atomic>
#include <errno.h>
#include <functional>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include <OS.h>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/kernel_signals.h"

/* A spawned thread that runs a function object. */
class spawned {
public:
	explicit
	spawned(std::function<int32()> work, const char* name = "spawned",
			int32 priority = B_NORMAL_PRIORITY)
		:
		fWork(work),
		fId(spawn_thread(run, name, priority, this))
	{
	}

	spawned(const spawned&) = delete;

	thread_id
	id() const
	{
		return fId;
	}

	spawned&
	resume()
	{
		EXPECT_EQ(resume_thread(fId), B_OK);
		return *this;
	}

	/* What it returned. */
	status_t
	wait()
	{
		status_t status = 12345;
		EXPECT_EQ(wait_for_thread(fId, &status), B_OK);
		return status;
	}

private:
	static int32
	run(void* self)
	{
		return ((spawned*)self)->fWork();
	}

	std::function<int32()>	fWork;
	thread_id				fId;
};

/* A thread of pthread_create(), whose id is known. */
class plain_thread {
public:
	explicit
	plain_thread(std::function<void*()> work)
		:
		fWork(work)
	{
		pthread_create(&fThread, nullptr, run, this);
		while (fId.load() == 0)
			usleep(50);
	}

	plain_thread(const plain_thread&) = delete;

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

	void*
	join()
	{
		void* result = nullptr;
		EXPECT_EQ(pthread_join(fThread, &result), 0);
		return result;
	}

private:
	static void*
	run(void* self)
	{
		plain_thread* that = (plain_thread*)self;
		const std::function<void*()> work = that->fWork;
		that->fId = syscall(SYS_gettid);
		return work();
	}

	std::function<void*()>	fWork;
	pthread_t				fThread;
	std::atomic<thread_id>	fId = 0;
};

/* Returns when the thread waits in the kernel. */
inline void
await_state(thread_id thread, thread_state state)
{
	thread_info info;
	do {
		usleep(100);
	} while (get_thread_info(thread, &info) == B_OK && info.state != state);
}

inline std::atomic<int> handled_signals;
inline std::atomic<thread_id> handling_thread;

inline void
count_signal(int)
{
	handled_signals++;
	handling_thread = syscall(SYS_gettid);
}

inline void
install_counter(int signal, int flags)
{
	struct sigaction action = {};
	action.sa_handler = count_signal;
	action.sa_flags = flags;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
}

/* How much memory the kernel has given the process, in pages. */
inline long
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

inline int
thread_count()
{
	team_info info;
	return get_team_info(B_CURRENT_TEAM, &info) == B_OK
		? info.thread_count : -1;
}

#endif	/* _KERNEL_KIT_TEST_H */
