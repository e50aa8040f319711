/* What stands before a function: tells of the call, with the arguments as they
 * are, and goes on to it. For the assembler. */

	.section .data.rel.ro, "aw"
	.globl	traced_functions
	.hidden	traced_functions
traced_functions:
	.bss
	.globl	traced_targets
	.hidden	traced_targets
traced_targets:
	.text

#if defined(__x86_64__)
	.set	WORD, 8

	.macro STUB index, symbol, name, node
	.text
	.globl	stub_\index
	.type	stub_\index, @function
stub_\index:
	pushq	%rdi
	pushq	%rsi
	pushq	%rdx
	pushq	%rcx
	pushq	%r8
	pushq	%r9
	pushq	%rax
	movl	$\index, %edi
	movq	56(%rsp), %rsi
	movq	48(%rsp), %rdx
	movq	40(%rsp), %rcx
	movq	32(%rsp), %r8
	call	trace_call
	popq	%rax
	popq	%r9
	popq	%r8
	popq	%rcx
	popq	%rdx
	popq	%rsi
	popq	%rdi
	jmp	*(traced_targets + \index * WORD)(%rip)
	.size	stub_\index, . - stub_\index
	ENTRY_OF \index, \symbol, \name, \node
	.endm
#	define POINTER	.quad
#else
	.set	WORD, 4

	.macro STUB index, symbol, name, node
	.text
	.globl	stub_\index
	.type	stub_\index, @function
stub_\index:
	pushl	%eax
	pushl	%ecx
	pushl	%edx
	pushl	24(%esp)
	pushl	24(%esp)
	pushl	24(%esp)
	pushl	24(%esp)
	pushl	$\index
	call	trace_call
	addl	$20, %esp
	call	1f
1:	popl	%eax
	movl	traced_targets + \index * WORD - 1b(%eax), %eax
	popl	%edx
	popl	%ecx
	xchgl	%eax, (%esp)
	ret
	.size	stub_\index, . - stub_\index
	ENTRY_OF \index, \symbol, \name, \node
	.endm
#	define POINTER	.long
#endif

	.macro ENTRY_OF index, symbol, name, node
	.symver	stub_\index, \symbol, hidden
	.section .rodata.str1.1, "aMS", @progbits, 1
name_\index:
	.string	"\name"
node_\index:
	.string	"\node"
	.section .data.rel.ro
	POINTER	name_\index
	POINTER	node_\index
	.bss
	.zero	WORD
	.endm

	.macro END_OF_STUBS
	.section .data.rel.ro
	POINTER	0
	POINTER	0
	.section .note.GNU-stack, "", @progbits
	.endm
