/* void call_with_sigcontext(void* handler, int signal, void* registers)
 *
 * What the handler changes in its argument is read back from there. */
#define SIGCONTEXT_WORDS	(88 / 4)

	.text
	.globl	call_with_sigcontext
	.hidden	call_with_sigcontext
	.type	call_with_sigcontext, @function
call_with_sigcontext:
	.cfi_startproc
	pushl	%ebp
	.cfi_def_cfa_offset 8
	.cfi_offset ebp, -8
	movl	%esp, %ebp
	.cfi_def_cfa_register ebp
	pushl	%edi
	.cfi_offset edi, -12
	pushl	%esi
	.cfi_offset esi, -16
	subl	$(SIGCONTEXT_WORDS * 4 + 4), %esp
	andl	$-16, %esp
	movl	16(%ebp), %esi
	leal	4(%esp), %edi
	movl	$SIGCONTEXT_WORDS, %ecx
	cld
	rep movsl
	movl	12(%ebp), %eax
	movl	%eax, (%esp)
	call	*8(%ebp)
	leal	4(%esp), %esi
	movl	16(%ebp), %edi
	movl	$SIGCONTEXT_WORDS, %ecx
	cld
	rep movsl
	leal	-8(%ebp), %esp
	popl	%esi
	popl	%edi
	popl	%ebp
	.cfi_def_cfa esp, 4
	ret
	.cfi_endproc
	.size	call_with_sigcontext, .-call_with_sigcontext
	.section .note.GNU-stack,"",@progbits
