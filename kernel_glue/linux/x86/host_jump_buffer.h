/* Where in the host's jump buffer the stack pointer is, and how it is encoded
 * (glibc sysdeps/i386/jmpbuf-offsets.h, pointer_guard.h: word 4, mixed with
 * the word at %gs:0x18 and rotated by 9 bits). */
#ifndef _HOST_JUMP_BUFFER_H
#define _HOST_JUMP_BUFFER_H

#include <setjmp.h>
#include <stdint.h>

inline uintptr_t
stack_pointer_of(const struct __jmp_buf_tag& environment)
{
	uintptr_t pointer = environment.__jmpbuf[4];
	asm("rorl $9, %0\n\txorl %%gs:0x18, %0" : "+r"(pointer) : : "cc");
	return pointer;
}

inline void
set_stack_pointer(struct __jmp_buf_tag& environment, uintptr_t pointer)
{
	asm("xorl %%gs:0x18, %0\n\troll $9, %0" : "+r"(pointer) : : "cc");
	environment.__jmpbuf[4] = pointer;
}

/* How far below its caller's stack pointer the host's __longjmp_chk() compares
 * with its own (Debian's glibc 2.36). */
inline constexpr uintptr_t JUMP_CHECK_DEPTH = 36;

#endif	/* _HOST_JUMP_BUFFER_H */
