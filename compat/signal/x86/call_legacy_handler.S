/* void call_legacy_handler(void* handler, int signal, void* userdata,
 *		vregs* registers)
 *
 * The BeOS R5 convention: all arguments on the stack, the structure last. It
 * belongs to the callee: what the handler changes is read back from there. */
#define VREGS_WORDS	(560 / 4)

	.text
	.globl	call_legacy_handler
	.hidden	call_legacy_handler
	.type	call_legacy_handler, @function
call_legacy_handler:
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
	subl	$(VREGS_WORDS * 4 + 8), %esp
	andl	$-16, %esp
	movl	20(%ebp), %esi
	leal	8(%esp), %edi
	movl	$VREGS_WORDS, %ecx
	cld
	rep movsl
	movl	12(%ebp), %eax
	movl	%eax, (%esp)
	movl	16(%ebp), %eax
	movl	%eax, 4(%esp)
	call	*8(%ebp)
	leal	8(%esp), %esi
	movl	20(%ebp), %edi
	movl	$VREGS_WORDS, %ecx
	cld
	rep movsl
	leal	-8(%ebp), %esp
	popl	%esi
	popl	%edi
	popl	%ebp
	.cfi_def_cfa esp, 4
	ret
	.cfi_endproc
	.size	call_legacy_handler, .-call_legacy_handler
	.section .note.GNU-stack,"",@progbits
