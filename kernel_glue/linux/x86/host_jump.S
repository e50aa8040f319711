/* The host's jump buffer: saving and restoring the registers in it, so that
 * the host's setjmp() and longjmp() work on the same buffers.
 *
 * Layout (glibc sysdeps/i386/jmpbuf-offsets.h, setjmp.h): ebx, esi, edi, ebp,
 * esp, eip; at 24 whether the mask was saved; at 28 the mask. esp and eip are
 * mixed with the word at %gs:0x18 and rotated (pointer_guard.h). */
#include <sys/syscall.h>

#define MASK_WAS_SAVED	24
#define SAVED_MASK		28

	.macro	encode register
	xorl	%gs:0x18, \register
	roll	$9, \register
	.endm

	.macro	decode register
	rorl	$9, \register
	xorl	%gs:0x18, \register
	.endm

/* int _kern_set_jump(struct __jmp_buf_tag* environment, int saveMask) */
	.text
	.globl	_kern_set_jump
	.hidden	_kern_set_jump
	.type	_kern_set_jump, @function
	.p2align 4
_kern_set_jump:
	.cfi_startproc
	movl	4(%esp), %edx
	movl	%ebx, (%edx)
	movl	%esi, 4(%edx)
	movl	%edi, 8(%edx)
	movl	%ebp, 12(%edx)
	leal	4(%esp), %eax		/* as it is after the return */
	encode	%eax
	movl	%eax, 16(%edx)
	movl	(%esp), %eax
	encode	%eax
	movl	%eax, 20(%edx)
	xorl	%eax, %eax
	cmpl	$0, 8(%esp)
	setne	%al
	movl	%eax, MASK_WAS_SAVED(%edx)
	je	1f
	/* rt_sigprocmask(SIG_BLOCK, null, mask, 8) */
	addl	$SAVED_MASK, %edx
	pushl	%ebx
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset ebx, 0
	pushl	%esi
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset esi, 0
	xorl	%ebx, %ebx
	xorl	%ecx, %ecx
	movl	$8, %esi
	movl	$SYS_rt_sigprocmask, %eax
	int	$0x80
	popl	%esi
	.cfi_adjust_cfa_offset -4
	.cfi_restore esi
	popl	%ebx
	.cfi_adjust_cfa_offset -4
	.cfi_restore ebx
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
	movl	4(%esp), %ecx
	movl	8(%esp), %eax
	movl	(%ecx), %ebx
	movl	4(%ecx), %esi
	movl	8(%ecx), %edi
	movl	12(%ecx), %ebp
	movl	16(%ecx), %edx
	decode	%edx
	movl	20(%ecx), %ecx
	decode	%ecx
	movl	%edx, %esp
	jmp	*%ecx
	.cfi_endproc
	.size	restore_host_registers, .-restore_host_registers
	.section .note.GNU-stack,"",@progbits
