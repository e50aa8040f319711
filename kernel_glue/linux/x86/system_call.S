/* long system_call_with_arguments(long number, const long* sixArguments) */
	.text
	.globl	system_call_with_arguments
	.hidden	system_call_with_arguments
	.type	system_call_with_arguments, @function
system_call_with_arguments:
	.cfi_startproc
	pushl	%ebx
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset ebx, 0
	pushl	%esi
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset esi, 0
	pushl	%edi
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset edi, 0
	pushl	%ebp
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset ebp, 0
	movl	20(%esp), %eax
	movl	24(%esp), %ebp
	movl	(%ebp), %ebx
	movl	4(%ebp), %ecx
	movl	8(%ebp), %edx
	movl	12(%ebp), %esi
	movl	16(%ebp), %edi
	movl	20(%ebp), %ebp
	int	$0x80
	.globl	waiting_system_call_return
	.hidden	waiting_system_call_return
waiting_system_call_return:
	popl	%ebp
	.cfi_adjust_cfa_offset -4
	.cfi_restore ebp
	popl	%edi
	.cfi_adjust_cfa_offset -4
	.cfi_restore edi
	popl	%esi
	.cfi_adjust_cfa_offset -4
	.cfi_restore esi
	popl	%ebx
	.cfi_adjust_cfa_offset -4
	.cfi_restore ebx
	ret
	.cfi_endproc
	.size	system_call_with_arguments, .-system_call_with_arguments
	.section .note.GNU-stack,"",@progbits
