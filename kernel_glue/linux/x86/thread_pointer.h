/* The address of the thread's control block (ELF TLS for i386: the first word
 * at %gs points to itself). pthread_self() would be a call. */
#ifndef _THREAD_POINTER_H
#define _THREAD_POINTER_H

#include <stdint.h>

inline uintptr_t
thread_pointer()
{
	uintptr_t pointer;
	asm("movl %%gs:0, %0" : "=r"(pointer));
	return pointer;
}

/* The same of the thread that runs at this point, which need not be the one that
 * began the function: see threads_own. */
inline uintptr_t
thread_pointer_now()
{
	uintptr_t pointer;
	asm volatile("movl %%gs:0, %0" : "=r"(pointer));
	return pointer;
}

/* Below everything that the running function and its callers have on the
 * stack. */
inline uintptr_t
stack_pointer()
{
	uintptr_t pointer;
	asm volatile("movl %%esp, %0" : "=r"(pointer));
	return pointer;
}

#endif	/* _THREAD_POINTER_H */
