/* void call_legacy_handler(void* handler, int signal, void* userdata,
 *		vregs* registers)
 *
 * A structure passed by value lies where the stack pointer is at the call, and
 * belongs to the callee: what the handler changes is read back from there. */
#define VREGS_WORDS	(976 / 8)

	.text
	.globl	call_legacy_handler
	.hidden	call_legacy_handler
	.type	call_legacy_handler, @function
call_legacy_handler:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset rbp, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register rbp
	pushq	%rbx
	.cfi_offset rbx, -24
	subq	$(VREGS_WORDS * 8 + 8), %rsp
	movq	%rcx, %rbx
	movq	%rdi, %rax
	movl	%esi, %r8d
	movq	%rdx, %r9
	movq	%rbx, %rsi
	movq	%rsp, %rdi
	movl	$VREGS_WORDS, %ecx
	cld
	rep movsq
	movl	%r8d, %edi
	movq	%r9, %rsi
	call	*%rax
	movq	%rsp, %rsi
	movq	%rbx, %rdi
	movl	$VREGS_WORDS, %ecx
	cld
	rep movsq
	movq	-8(%rbp), %rbx
	leave
	.cfi_def_cfa rsp, 8
	ret
	.cfi_endproc
	.size	call_legacy_handler, .-call_legacy_handler
	.section .note.GNU-stack,"",@progbits
