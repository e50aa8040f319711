/* Where in the host's jump buffer the stack pointer is, and how it is encoded
 * (glibc sysdeps/x86_64/jmpbuf-offsets.h, pointer_guard.h: word 6, mixed with
 * the word at %fs:0x30 and rotated by 17 bits). */
#ifndef _HOST_JUMP_BUFFER_H
#define _HOST_JUMP_BUFFER_H

#include <setjmp.h>
#include <stdint.h>

inline uintptr_t
stack_pointer_of(const struct __jmp_buf_tag& environment)
{
	uintptr_t pointer = environment.__jmpbuf[6];
	asm("rorq $17, %0\n\txorq %%fs:0x30, %0" : "+r"(pointer) : : "cc");
	return pointer;
}

inline void
set_stack_pointer(struct __jmp_buf_tag& environment, uintptr_t pointer)
{
	asm("xorq %%fs:0x30, %0\n\trolq $17, %0" : "+r"(pointer) : : "cc");
	environment.__jmpbuf[6] = pointer;
}

/* How far below its caller's stack pointer the host's __longjmp_chk() compares
 * with its own (Debian's glibc 2.36). */
inline constexpr uintptr_t JUMP_CHECK_DEPTH = 40;

#endif	/* _HOST_JUMP_BUFFER_H */
