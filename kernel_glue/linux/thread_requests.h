/* What was asked of single threads: to be suspended, or to end. */
#ifndef _THREAD_REQUESTS_H
#define _THREAD_REQUESTS_H

#include <atomic>

#include <OS.h>

/* Set by whoever asks, except STOPPED. The word is a futex. */
enum thread_request_state : uint32_t {
	REQUEST_SUSPEND = 1,
	REQUEST_END = 2,
	/* Set and cleared by the thread itself: it waits to be resumed. */
	STOPPED = 4
};

struct thread_request {
	/* Whose record this is; 0: nobody's yet. A record is never given back, but
	 * taken over when its thread is found to have ended. */
	std::atomic<thread_id>	thread;
	std::atomic<uint32_t>	state;
};

/* The thread's record, or null if nothing was ever asked of it. */
thread_request* find_thread_request(thread_id thread);

/* The same, making one if needed. Null: no memory. */
thread_request* make_thread_request(thread_id thread);

#endif	/* _THREAD_REQUESTS_H */
