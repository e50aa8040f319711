/* int __sigsetjmp(struct __jmp_buf_tag* environment, int savemask)
 *
 * What the sigsetjmp() macro calls, ours and the host's. The caller's own frame
 * is what is saved, so the kernel glue's function is gone to, not called. */
#include <symbol_versions.h>

	.text
	.globl	__sigsetjmp_current
	.type	__sigsetjmp_current, @function
__sigsetjmp_current:
	.cfi_startproc
	jmp	_kern_set_jump
	.cfi_endproc
	.size	__sigsetjmp_current, .-__sigsetjmp_current
	.symver	__sigsetjmp_current, __sigsetjmp@@LIBROOT_1_ALPHA4, hidden
	.symver	__sigsetjmp_current, __sigsetjmp@HOST_BASE_NODE, hidden

	.section .note.GNU-stack,"",@progbits
