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

/* host_jump.S */
extern "C" __attribute__((visibility("hidden"), noreturn)) void
restore_host_registers(const struct __jmp_buf_tag* environment, int value);

#endif	/* _HOST_JUMP_BUFFER_H */
