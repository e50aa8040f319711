/* What gcc 2.95 says about a program's stack frames, and finding the way back
 * through them.
 *
 * Each image registers its .eh_frame section: DWARF 2 call frame information
 * with absolute addresses, where a common entry with the augmentation "eh" also
 * has the address of its source file's table of exception handlers (gcc 2.95
 * frame.c, eh-common.h). Frames of the host's code, libroot's included, are not
 * in it: exceptions do not go through them, as they did not in BeOS's libroot.
 */
#ifndef _LIBROOT_GCC2_FRAMES_H
#define _LIBROOT_GCC2_FRAMES_H

#include <stddef.h>
#include <stdint.h>

/* The registers that a function keeps for its caller, as throw.S lays them
 * down, at the point where a call returns to. */
struct gcc2_registers {
	uintptr_t	ebx;
	uintptr_t	esi;
	uintptr_t	edi;
	uintptr_t	ebp;
	uintptr_t	esp;
	uintptr_t	eip;
};

/* One function's frame at one of its calls. */
struct gcc2_frame {
	/* The table of the source file's exception handlers, or null. */
	const void*	handlers;
	/* So many bytes of arguments are on the stack during the call. */
	uintptr_t	arguments_size;
	/* The caller's registers. */
	gcc2_registers	caller;
};

/* The frame of the function that the registers are in. False: nothing is known
 * about it, or it has no caller. */
bool find_gcc2_frame(const gcc2_registers& registers, gcc2_frame& frame);

#endif	/* _LIBROOT_GCC2_FRAMES_H */
