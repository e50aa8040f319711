/* Are the pointers good that the program gave? The kernel answers a bad one
 * with EFAULT; so must we, although we read and write through them ourselves.
 *
 * Asking the kernel costs a system call, so what lies on the caller's own
 * stack or in the program's writable data is let through at once. */
#ifndef _USER_MEMORY_H
#define _USER_MEMORY_H

#include <atomic>

#include <stddef.h>
#include <stdint.h>

#include "thread_pointer.h"

/* The writable data of the main program, without what the loader protects
 * after relocation. Written once, before main(). */
struct memory_range {
	uintptr_t	start;
	uintptr_t	end;
};

extern memory_range program_data;

/* The lowest address that is known to be in the heap that brk(2) extends: it is
 * one piece from there to the host's __curbrk. Only goes down, when a lower one
 * was found to be good; any thread may do so. */
extern std::atomic<uintptr_t> heap_start;
extern "C" void* __curbrk;

/* Where the main thread's stack ends, and which thread that is. Written once,
 * before main(); after fork() both stay true for whoever is the one thread. */
extern uintptr_t main_stack_end;
extern uintptr_t main_thread_pointer;

bool probe_user_memory(const void* address, size_t size, bool write);

inline bool
is_user_memory(const void* address, size_t size, bool write)
{
	/* How far below its end we believe to be on the thread's own stack. A stack
	 * of the program's own making, like the alternate one, can lie below it,
	 * with nothing in between: not near the main one, below which Linux leaves
	 * at least 128 MiB free (arch/x86/mm/mmap.c), and hardly near that of a
	 * thread. */
	constexpr uintptr_t MAIN_STACK = 8 * 1024 * 1024;
	constexpr uintptr_t THREAD_STACK = 64 * 1024;

	const uintptr_t start = (uintptr_t)address;
	const uintptr_t stack = stack_pointer();
	/* A thread's control block lies above its stack. */
	uintptr_t stackEnd = thread_pointer();
	uintptr_t believed = THREAD_STACK;
	if (stackEnd == main_thread_pointer) {
		stackEnd = main_stack_end;
		believed = MAIN_STACK;
	}
	if (stackEnd - stack < believed && start - stack < stackEnd - stack
		&& stackEnd - start >= size)
		return true;
	if (start - program_data.start < program_data.end - program_data.start
		&& program_data.end - start >= size)
		return true;
	const uintptr_t heapStart = heap_start.load(std::memory_order_relaxed);
	const uintptr_t heapEnd = (uintptr_t)__curbrk;
	if (start - heapStart < heapEnd - heapStart && heapEnd - start >= size)
		return true;
	return probe_user_memory(address, size, write);
}

template<typename Type>
inline bool
is_readable(const Type* object)
{
	return is_user_memory(object, sizeof(Type), false);
}

template<typename Type>
inline bool
is_writable(Type* object)
{
	return is_user_memory(object, sizeof(Type), true);
}

#endif	/* _USER_MEMORY_H */
