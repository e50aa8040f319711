/* Saving registers in the host's jump buffer, for our own entries and the
 * host's. host_jump.cpp has the mask, and the way back.
 *
 * Layout (glibc sysdeps/x86_64/jmpbuf-offsets.h, setjmp.h): rbx, rbp, r12..r15,
 * rsp, rip, then what save_jump_mask() writes. rbp, rsp and rip
 * are mixed with the word at %fs:0x30 and rotated (pointer_guard.h). */

	.macro	encode register
	xorq	%fs:0x30, \register
	rolq	$17, \register
	.endm

	.macro	save_registers
	movq	%rbx, (%rdi)
	movq	%rbp, %rax
	encode	%rax
	movq	%rax, 8(%rdi)
	movq	%r12, 16(%rdi)
	movq	%r13, 24(%rdi)
	movq	%r14, 32(%rdi)
	movq	%r15, 40(%rdi)
	leaq	8(%rsp), %rax		/* as it is after the return */
	encode	%rax
	movq	%rax, 48(%rdi)
	movq	(%rsp), %rax
	encode	%rax
	movq	%rax, 56(%rdi)
	.endm

/* int _kern_set_jump(struct __jmp_buf_tag* environment, int saveMask)
 *
 * save_jump_mask() takes the same arguments and returns 0. */
	.text
	.globl	_kern_set_jump
	.hidden	_kern_set_jump
	.type	_kern_set_jump, @function
	.p2align 4
_kern_set_jump:
	.cfi_startproc
	save_registers
	jmp	save_jump_mask
	.cfi_endproc
	.size	_kern_set_jump, .-_kern_set_jump

/* The host's setjmp(), which saves the mask, and _setjmp(), which does not. */
	.globl	__setjmp_host
	.type	__setjmp_host, @function
	.p2align 4
__setjmp_host:
	.cfi_startproc
	save_registers
	movl	$1, %esi
	jmp	save_jump_mask
	.cfi_endproc
	.size	__setjmp_host, .-__setjmp_host
	.symver	__setjmp_host, setjmp@GLIBC_2.2.5, hidden

	.globl	___setjmp_host
	.type	___setjmp_host, @function
	.p2align 4
___setjmp_host:
	.cfi_startproc
	save_registers
	xorl	%esi, %esi
	jmp	save_jump_mask
	.cfi_endproc
	.size	___setjmp_host, .-___setjmp_host
	.symver	___setjmp_host, _setjmp@GLIBC_2.2.5, hidden

/* void __longjmp_chk(struct __jmp_buf_tag* environment, int value)
 *
 * The further argument is the caller's stack pointer. */
	.globl	__longjmp_chk_host
	.type	__longjmp_chk_host, @function
	.p2align 4
__longjmp_chk_host:
	.cfi_startproc
	leaq	8(%rsp), %rdx
	jmp	checked_long_jump
	.cfi_endproc
	.size	__longjmp_chk_host, .-__longjmp_chk_host
	.symver	__longjmp_chk_host, __longjmp_chk@GLIBC_2.11, hidden

	.section .note.GNU-stack,"",@progbits
