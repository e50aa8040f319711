/* long waiting_system_call_with_arguments(long number,
 *		const long* sixArguments) */
	.text
	.globl	waiting_system_call_with_arguments
	.hidden	waiting_system_call_with_arguments
	.type	waiting_system_call_with_arguments, @function
waiting_system_call_with_arguments:
	.cfi_startproc
	movq	%rdi, %rax
	movq	%rsi, %r11
	movq	(%r11), %rdi
	movq	8(%r11), %rsi
	movq	16(%r11), %rdx
	movq	24(%r11), %r10
	movq	32(%r11), %r8
	movq	40(%r11), %r9
	syscall
	.globl	waiting_system_call_return
	.hidden	waiting_system_call_return
waiting_system_call_return:
	ret
	.cfi_endproc
	.size	waiting_system_call_with_arguments, .-waiting_system_call_with_arguments
	.section .note.GNU-stack,"",@progbits
