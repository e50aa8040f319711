/* The block of <TLS.h> that each thread has, and on i386 how programs of BeOS
 * find it: at %fs. */
#ifndef _THREAD_BLOCK_H
#define _THREAD_BLOCK_H

#include <TLS.h>

/* Its first word is its own address and its second the thread's id, once the
 * thread has asked for it. */
extern __thread void* thread_block[TLS_MAX_KEYS]
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

#if defined(__i386__)

/* The entry of the processor's table of segments that is all threads' for their
 * blocks; 0 if there is none. Written once, while there is one thread. */
extern int thread_block_entry __attribute__((visibility("hidden")));

inline bool
threads_have_blocks()
{
	return __builtin_expect(thread_block_entry != 0, 0);
}

void enter_thread_block();

/* In a new thread, which has inherited its creator's segment. */
inline void
prepare_thread_block()
{
	if (threads_have_blocks())
		enter_thread_block();
}

#else

constexpr bool
threads_have_blocks()
{
	return false;
}

inline void
prepare_thread_block()
{
}

#endif

/* In the child of fork(): the thread has a new id. */
void renew_thread_block();

#endif	/* _THREAD_BLOCK_H */
