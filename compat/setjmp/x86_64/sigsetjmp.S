/* int __sigsetjmp(struct jmp_buf_beos* environment, int savemask)
 *
 * What the legacy setjmp macros call. Writes rbx rbp r12 r13 r14 r15 rsp rip,
 * whether the mask was saved, and the mask. */
	.text
	.globl	__sigsetjmp_beos
	.type	__sigsetjmp_beos, @function
__sigsetjmp_beos:
	.cfi_startproc
	movq	%rbx, (%rdi)
	movq	%rbp, 8(%rdi)
	movq	%r12, 16(%rdi)
	movq	%r13, 24(%rdi)
	movq	%r14, 32(%rdi)
	movq	%r15, 40(%rdi)
	leaq	8(%rsp), %rax		/* as it is after the return */
	movq	%rax, 48(%rdi)
	movq	(%rsp), %rax
	movq	%rax, 56(%rdi)
	jmp	save_legacy_mask		/* same arguments; returns 0 */
	.cfi_endproc
	.size	__sigsetjmp_beos, .-__sigsetjmp_beos
	.symver	__sigsetjmp_beos, __sigsetjmp@LIBROOT_BASE, hidden

/* void restore_legacy_registers(const struct jmp_buf_beos* environment,
 *		int value) */
	.globl	restore_legacy_registers
	.hidden	restore_legacy_registers
	.type	restore_legacy_registers, @function
restore_legacy_registers:
	.cfi_startproc
	movl	%esi, %eax
	movq	(%rdi), %rbx
	movq	8(%rdi), %rbp
	movq	16(%rdi), %r12
	movq	24(%rdi), %r13
	movq	32(%rdi), %r14
	movq	40(%rdi), %r15
	movq	48(%rdi), %rsp
	jmp	*56(%rdi)
	.cfi_endproc
	.size	restore_legacy_registers, .-restore_legacy_registers
	.section .note.GNU-stack,"",@progbits
