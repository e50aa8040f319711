/* int __sigsetjmp(struct jmp_buf_beos* environment, int savemask)
 *
 * What BeOS's setjmp macros call. Writes the 32 bytes of BeOS's buffer and no
 * more: ebx esi edi ebp esp eip, whether the mask was saved, the mask. */
	.text
	.globl	__sigsetjmp_beos
	.type	__sigsetjmp_beos, @function
__sigsetjmp_beos:
	.cfi_startproc
	movl	4(%esp), %eax
	movl	%ebx, (%eax)
	movl	%esi, 4(%eax)
	movl	%edi, 8(%eax)
	movl	%ebp, 12(%eax)
	leal	4(%esp), %ecx		/* as it is after the return */
	movl	%ecx, 16(%eax)
	movl	(%esp), %ecx
	movl	%ecx, 20(%eax)
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
	movl	4(%esp), %ecx
	movl	8(%esp), %eax
	movl	(%ecx), %ebx
	movl	4(%ecx), %esi
	movl	8(%ecx), %edi
	movl	12(%ecx), %ebp
	movl	16(%ecx), %esp
	jmp	*20(%ecx)
	.cfi_endproc
	.size	restore_legacy_registers, .-restore_legacy_registers
	.section .note.GNU-stack,"",@progbits
