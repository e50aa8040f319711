/* The first and last object files of an image, as BeOS R5's tools linked them:
 * _init and _fini, which get the image's id, look hooks up in the image itself
 * and run the constructors and destructors. GENERATION: 4 (R4), 5 (R5), 6
 * (Haiku for gcc 2). */
	.section .ctors, "aw"
	.globl	constructors_begin
	.hidden	constructors_begin
constructors_begin:
	.long	-1
	.section .dtors, "aw"
	.globl	destructors_begin
	.hidden	destructors_begin
destructors_begin:
	.long	-1

	.section .init, "ax"
	.globl	_init
	.type	_init, @function
_init:
	pushl	%ebp
	movl	%esp, %ebp
	pushl	%ebx
	pushl	8(%ebp)
	call	run_initialization
	addl	$4, %esp

	.section .fini, "ax"
	.globl	_fini
	.type	_fini, @function
_fini:
	pushl	%ebp
	movl	%esp, %ebp
	pushl	%ebx
	pushl	8(%ebp)
	call	run_termination
	addl	$4, %esp

	.section .note.GNU-stack, "", @progbits
