/* Saving registers in the host's jump buffer, for our own entries and the
 * host's. host_jump.cpp has the mask, and the way back; its functions take
 * their arguments in eax, edx and ecx.
 *
 * Layout (glibc sysdeps/i386/jmpbuf-offsets.h, setjmp.h): ebx, esi, edi, ebp,
 * esp, eip, then what save_jump_mask() writes. esp and eip are
 * mixed with the word at %gs:0x18 and rotated (pointer_guard.h). */

	.macro	encode register
	xorl	%gs:0x18, \register
	roll	$9, \register
	.endm

	/* Leaves the buffer in eax. */
	.macro	save_registers
	movl	4(%esp), %eax
	movl	%ebx, (%eax)
	movl	%esi, 4(%eax)
	movl	%edi, 8(%eax)
	movl	%ebp, 12(%eax)
	leal	4(%esp), %edx		/* as it is after the return */
	encode	%edx
	movl	%edx, 16(%eax)
	movl	(%esp), %edx
	encode	%edx
	movl	%edx, 20(%eax)
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
	movl	8(%esp), %edx
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
	movl	$1, %edx
	jmp	save_jump_mask
	.cfi_endproc
	.size	__setjmp_host, .-__setjmp_host
	.symver	__setjmp_host, setjmp@GLIBC_2.0, hidden

	.globl	___setjmp_host
	.type	___setjmp_host, @function
	.p2align 4
___setjmp_host:
	.cfi_startproc
	save_registers
	xorl	%edx, %edx
	jmp	save_jump_mask
	.cfi_endproc
	.size	___setjmp_host, .-___setjmp_host
	.symver	___setjmp_host, _setjmp@GLIBC_2.0, hidden

/* void __longjmp_chk(struct __jmp_buf_tag* environment, int value)
 *
 * The further argument is the caller's stack pointer. */
	.globl	__longjmp_chk_host
	.type	__longjmp_chk_host, @function
	.p2align 4
__longjmp_chk_host:
	.cfi_startproc
	movl	4(%esp), %eax
	movl	8(%esp), %edx
	leal	4(%esp), %ecx
	jmp	checked_long_jump
	.cfi_endproc
	.size	__longjmp_chk_host, .-__longjmp_chk_host
	.symver	__longjmp_chk_host, __longjmp_chk@GLIBC_2.11, hidden

	.section .note.GNU-stack,"",@progbits
