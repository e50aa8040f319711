/* int __sigsetjmp(struct __jmp_buf_tag* environment, int savemask)
 *
 * What the sigsetjmp() macro calls. The caller's own frame is what is saved,
 * so the kernel glue's function is gone to, not called. */
	.text
	.globl	__sigsetjmp_current
	.type	__sigsetjmp_current, @function
__sigsetjmp_current:
	.cfi_startproc
	jmp	_kern_set_jump
	.cfi_endproc
	.size	__sigsetjmp_current, .-__sigsetjmp_current
	.symver	__sigsetjmp_current, __sigsetjmp@@LIBROOT_1_ALPHA4, hidden
	.section .note.GNU-stack,"",@progbits
