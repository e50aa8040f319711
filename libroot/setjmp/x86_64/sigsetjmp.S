/* int __sigsetjmp(struct __jmp_buf_tag* environment, int savemask)
 *
 * What the sigsetjmp() macro calls. The host's function must see the caller's
 * own frame, so it is gone to, not called; its setjmp() saves the mask, its
 * _setjmp() does not. */
	.text
	.globl	__sigsetjmp_current
	.type	__sigsetjmp_current, @function
__sigsetjmp_current:
	.cfi_startproc
	testl	%esi, %esi
	jz	1f
	jmp	*setjmp@GOTPCREL(%rip)
1:	jmp	*_setjmp@GOTPCREL(%rip)
	.cfi_endproc
	.size	__sigsetjmp_current, .-__sigsetjmp_current
	.symver	__sigsetjmp_current, __sigsetjmp@@LIBROOT_1_ALPHA4, hidden
	.section .note.GNU-stack,"",@progbits
