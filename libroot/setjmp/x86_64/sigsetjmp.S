/* int __sigsetjmp(struct __jmp_buf_tag* environment, int savemask)
 *
 * What the sigsetjmp() macro calls. The host's function must see the caller's
 * own frame, so it is gone to, not called. */
	.symver	host_sigsetjmp, __sigsetjmp@GLIBC_2.2.5
	.text
	.globl	__sigsetjmp_current
	.type	__sigsetjmp_current, @function
__sigsetjmp_current:
	.cfi_startproc
	jmp	*host_sigsetjmp@GOTPCREL(%rip)
	.cfi_endproc
	.size	__sigsetjmp_current, .-__sigsetjmp_current
	.symver	__sigsetjmp_current, __sigsetjmp@@LIBROOT_1_ALPHA4, hidden
	.section .note.GNU-stack,"",@progbits
