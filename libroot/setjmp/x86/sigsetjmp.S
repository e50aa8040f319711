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
	call	1f
	.cfi_adjust_cfa_offset 4
1:	popl	%eax
	.cfi_adjust_cfa_offset -4
	addl	$_GLOBAL_OFFSET_TABLE_+(.-1b), %eax
	cmpl	$0, 8(%esp)
	je	2f
	jmp	*setjmp@GOT(%eax)
2:	jmp	*_setjmp@GOT(%eax)
	.cfi_endproc
	.size	__sigsetjmp_current, .-__sigsetjmp_current
	.symver	__sigsetjmp_current, __sigsetjmp@@LIBROOT_1_ALPHA4, hidden
	.section .note.GNU-stack,"",@progbits
