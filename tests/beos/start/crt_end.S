	.section .ctors, "aw"
	.long	0
	.section .dtors, "aw"
	.long	0
	.section .init, "ax"
	popl	%ebx
	popl	%ebp
	ret
	.section .fini, "ax"
	popl	%ebx
	popl	%ebp
	ret

	.section .note.GNU-stack, "", @progbits
