#ifndef _BLOCKED_THREAD_H
#define _BLOCKED_THREAD_H

#include <pthread.h>

/* As pthread_create(), but the thread starts with all signals blocked, and no
 * handler runs in it before it calls start_with_program_mask(). */
int create_blocked_thread(pthread_t* thread, const pthread_attr_t* attributes,
	void* (*function)(void*), void* argument);

#endif	/* _BLOCKED_THREAD_H */
