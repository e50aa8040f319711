/* The functions that stand for handlers of the other ABI (handler_views.h), 16
 * bytes each: called with a signal, each adds its number as the second
 * argument. */
	.macro	stubs name, function
	.globl	\name
	.hidden	\name
	.type	\name, @function
	.p2align 4
\name:
	.cfi_startproc
	.set	index, 0
	.rept	64
	.p2align 4
	movl	$index, %esi
	jmp	\function
	.set	index, index + 1
	.endr
	.p2align 4
	.cfi_endproc
	.size	\name, .-\name
	.endm

	.text
	stubs	legacy_handler_stubs, call_legacy_view
	stubs	current_handler_stubs, call_current_view
	.section .note.GNU-stack,"",@progbits
