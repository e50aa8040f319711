/* The host's jump buffer: saving and restoring the registers in it, so that
 * the host's setjmp() and longjmp() work on the same buffers.
 *
 * Layout (glibc sysdeps/x86_64/jmpbuf-offsets.h, setjmp.h): rbx, rbp, r12..r15,
 * rsp, rip; at 64 whether the mask was saved; at 72 the mask. rbp, rsp and rip
 * are mixed with the word at %fs:0x30 and rotated (pointer_guard.h). */
#include <sys/syscall.h>

#define MASK_WAS_SAVED	64
#define SAVED_MASK		72

	.macro	encode register
	xorq	%fs:0x30, \register
	rolq	$17, \register
	.endm

	.macro	decode register
	rorq	$17, \register
	xorq	%fs:0x30, \register
	.endm

/* int _kern_set_jump(struct __jmp_buf_tag* environment, int saveMask) */
	.text
	.globl	_kern_set_jump
	.hidden	_kern_set_jump
	.type	_kern_set_jump, @function
	.p2align 4
_kern_set_jump:
	.cfi_startproc
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
	xorl	%eax, %eax
	testl	%esi, %esi
	setne	%al
	movl	%eax, MASK_WAS_SAVED(%rdi)
	jz	1f
	/* rt_sigprocmask(SIG_BLOCK, null, mask, 8) */
	leaq	SAVED_MASK(%rdi), %rdx
	xorl	%edi, %edi
	xorl	%esi, %esi
	movl	$8, %r10d
	movl	$SYS_rt_sigprocmask, %eax
	syscall
	xorl	%eax, %eax
1:	ret
	.cfi_endproc
	.size	_kern_set_jump, .-_kern_set_jump

/* void restore_host_registers(const struct __jmp_buf_tag* environment,
 *		int value) */
	.globl	restore_host_registers
	.hidden	restore_host_registers
	.type	restore_host_registers, @function
	.p2align 4
restore_host_registers:
	.cfi_startproc
	movl	%esi, %eax
	movq	(%rdi), %rbx
	movq	16(%rdi), %r12
	movq	24(%rdi), %r13
	movq	32(%rdi), %r14
	movq	40(%rdi), %r15
	movq	8(%rdi), %rbp
	decode	%rbp
	movq	48(%rdi), %rcx
	decode	%rcx
	movq	56(%rdi), %rdx
	decode	%rdx
	movq	%rcx, %rsp
	jmp	*%rdx
	.cfi_endproc
	.size	restore_host_registers, .-restore_host_registers
	.section .note.GNU-stack,"",@progbits
