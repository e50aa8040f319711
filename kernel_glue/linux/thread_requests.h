/* What was asked of single threads: to be suspended, or to end. */
#ifndef _THREAD_REQUESTS_H
#define _THREAD_REQUESTS_H

#include <atomic>

#include <OS.h>

/* Set by whoever asks, except STOPPED. */
enum thread_request_state : uint32_t {
	REQUEST_SUSPEND = 1,
	REQUEST_END = 2,
	/* Set and cleared by the thread itself: it waits to be resumed. */
	STOPPED = 4
};

/* There is one for each thread id. Ids are used again, and a thread can end
 * without having looked at what was asked of it, so the record says of which
 * thread it speaks. Both in one word, because they change together. */
class thread_request {
public:
	uint32_t
	state() const
	{
		return (uint32_t)fWord.load(std::memory_order_acquire);
	}

	/* Has anything ever been asked of the threads with this id? */
	bool
	is_in_use() const
	{
		return fWord.load(std::memory_order_relaxed) != 0;
	}

	/* The thread that started at birth is asked for something (set), or no
	 * longer (cleared). Returns the state before. */
	uint32_t change(uint32_t birth, uint32_t cleared, uint32_t set);

	/* The thread itself changes its state; false if it is not "expected". */
	bool try_to_set(uint32_t expected, uint32_t set);
	void clear(uint32_t state);

	/* While the state is "expected", until somebody calls wake(). timeout may
	 * be null. 0 or a negative error number. */
	long wait(uint32_t expected, const struct timespec* timeout);
	void wake();

private:
	/* The state in the lower half, which is a futex, the time of the thread's
	 * start in the upper. */
	std::atomic<uint64_t>	fWord;
};

/* Aligned like this it takes no lock (which would show as a missing libatomic
 * when the library is linked). */
static_assert(alignof(std::atomic<uint64_t>) == 8);

/* The record of a thread id; null if there is none yet. */
thread_request* find_thread_request(thread_id thread);

/* The same, making one if needed. Null: no memory. */
thread_request* make_thread_request(thread_id thread);

/* Does what is asked of the calling thread, whose record it is: returns when it
 * is not, or no longer, suspended. With all signals blocked, as while a thread
 * is suspended. */
void obey_thread_request(thread_request* request);

/* When one of this team's threads started, in the kernel's clock ticks; never
 * 0. The same for all if /proc cannot be read. */
uint32_t birth_of_thread(thread_id thread);

#endif	/* _THREAD_REQUESTS_H */
