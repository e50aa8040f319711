/* Are the pointers good that the program gave? The kernel answers a bad one
 * with EFAULT; so must we, although we read and write through them ourselves.
 *
 * Asking the kernel costs a system call, so what lies on the caller's own
 * stack or in the program's writable data is let through at once. */
#ifndef _USER_MEMORY_H
#define _USER_MEMORY_H

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

/* Where the main thread's stack ends, and which thread that is. Written once,
 * before main(); after fork() both stay true for whoever is the one thread. */
extern uintptr_t main_stack_end;
extern uintptr_t main_thread_pointer;

bool probe_user_memory(const void* address, size_t size, bool write);

inline bool
is_user_memory(const void* address, size_t size, bool write)
{
	/* How far above the stack pointer memory is taken for granted. Small, so
	 * that a stack of the program's own making does not mislead us. */
	constexpr uintptr_t STACK_WINDOW = 64 * 1024;

	const uintptr_t start = (uintptr_t)address;
	const uintptr_t stack = (uintptr_t)__builtin_frame_address(0);
	if (start >= stack && start - stack < STACK_WINDOW) {
		/* The thread's control block lies above its stack. */
		uintptr_t stackEnd = thread_pointer();
		if (stackEnd == main_thread_pointer)
			stackEnd = main_stack_end;
		if (start < stackEnd && stackEnd - start >= size)
			return true;
	}
	if (start - program_data.start < program_data.end - program_data.start
		&& program_data.end - start >= size)
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
