/* The legacy jump buffer's registers; sigsetjmp.S of the architecture saves
 * and restores them. */
#ifndef _LEGACY_JUMP_H
#define _LEGACY_JUMP_H

#include <legacy_abi.h>

extern "C" {

int save_legacy_mask(struct jmp_buf_beos* environment, int saveMask)
	__attribute__((visibility("hidden")));
void restore_legacy_registers(const struct jmp_buf_beos* environment, int value)
	__attribute__((visibility("hidden"), noreturn));

}

inline void*
legacy_stack_pointer(const struct jmp_buf_beos& environment)
{
#if defined(__i386__)
	return (void*)environment.regs[4];
#else
	return (void*)environment.regs[6];
#endif
}

#endif	/* _LEGACY_JUMP_H */
