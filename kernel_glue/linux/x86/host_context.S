/* getcontext(), setcontext() and swapcontext() of the host's ABI. What they
 * save and restore is what the host's do (glibc sysdeps/unix/sysv/linux/i386,
 * getcontext.S, setcontext.S, swapcontext.S, makecontext.S), mxcsr not
 * included; the mask goes through contexts.cpp, whose functions take their
 * arguments in eax and edx. */
#include "host_context.h"

/* Loads the first argument into eax and saves there the caller's registers as
 * they are after a return of 0, and the floating point environment; fnstenv
 * masks its exceptions until the next fldenv. */
	.macro	save_caller
	movl	4(%esp), %eax
	movl	$0, CONTEXT_EAX(%eax)
	movl	%ecx, CONTEXT_ECX(%eax)
	movl	%edx, CONTEXT_EDX(%eax)
	movl	%ebx, CONTEXT_EBX(%eax)
	movl	%esi, CONTEXT_ESI(%eax)
	movl	%edi, CONTEXT_EDI(%eax)
	movl	%ebp, CONTEXT_EBP(%eax)
	movl	(%esp), %ecx
	movl	%ecx, CONTEXT_EIP(%eax)
	leal	4(%esp), %ecx
	movl	%ecx, CONTEXT_ESP(%eax)
	xorl	%ecx, %ecx
	movw	%fs, %cx
	movl	%ecx, CONTEXT_FS(%eax)
	leal	CONTEXT_FPU_MEMORY(%eax), %ecx
	movl	%ecx, CONTEXT_FPU(%eax)
	fnstenv	(%ecx)
	.endm

/* int getcontext(ucontext_t* context) */
	.text
	.globl	__getcontext_host
	.type	__getcontext_host, @function
	.p2align 4
__getcontext_host:
	.cfi_startproc
	save_caller
	fldenv	(%ecx)
	call	save_context_mask
	xorl	%eax, %eax
	ret
	.cfi_endproc
	.size	__getcontext_host, .-__getcontext_host
	.symver	__getcontext_host, getcontext@GLIBC_2.1, hidden

/* int swapcontext(ucontext_t* saved, const ucontext_t* next) */
	.globl	__swapcontext_host
	.type	__swapcontext_host, @function
	.p2align 4
__swapcontext_host:
	.cfi_startproc
	save_caller
	movl	8(%esp), %edx
	call	exchange_context_mask
	movl	8(%esp), %eax
	jmp	go_to_context
	.cfi_endproc
	.size	__swapcontext_host, .-__swapcontext_host
	.symver	__swapcontext_host, swapcontext@GLIBC_2.1, hidden

/* int setcontext(const ucontext_t* context) */
	.globl	__setcontext_host
	.hidden	__setcontext_host
	.type	__setcontext_host, @function
	.p2align 4
__setcontext_host:
	.cfi_startproc
	movl	4(%esp), %eax
	call	set_context_mask
	movl	4(%esp), %eax
	jmp	go_to_context
	.cfi_endproc
	.size	__setcontext_host, .-__setcontext_host
	.globl	__setcontext_exported
	.type	__setcontext_exported, @function
	.set	__setcontext_exported, __setcontext_host
	.symver	__setcontext_exported, setcontext@GLIBC_2.0, hidden

/* To the context in eax. All registers are the context's, so the last of them
 * wait below its stack pointer. The stack pointer moves below them: where no
 * handler writes. To unwinders the caller is whom the context says. */
	.type	go_to_context, @function
	.p2align 4
go_to_context:
	.cfi_startproc
	.cfi_def_cfa eax, 0
	.cfi_offset ebx, CONTEXT_EBX
	.cfi_offset esi, CONTEXT_ESI
	.cfi_offset edi, CONTEXT_EDI
	.cfi_offset ebp, CONTEXT_EBP
	.cfi_offset esp, CONTEXT_ESP
	.cfi_offset eip, CONTEXT_EIP
	movl	CONTEXT_FPU(%eax), %ecx
	fldenv	(%ecx)
	movl	CONTEXT_FS(%eax), %ecx
	movw	%cx, %fs
	movl	CONTEXT_ESP(%eax), %edx
	movl	CONTEXT_EIP(%eax), %ecx
	movl	%ecx, -4(%edx)
	movl	CONTEXT_ECX(%eax), %ecx
	movl	%ecx, -8(%edx)
	movl	CONTEXT_EAX(%eax), %ecx
	movl	%ecx, -12(%edx)
	leal	-12(%edx), %ecx
	movl	CONTEXT_EBX(%eax), %ebx
	movl	CONTEXT_ESI(%eax), %esi
	movl	CONTEXT_EDI(%eax), %edi
	movl	CONTEXT_EBP(%eax), %ebp
	movl	CONTEXT_EDX(%eax), %edx
	movl	%ecx, %esp
	/* The context may be gone from here on. */
	.cfi_def_cfa esp, 12
	.cfi_same_value ebx
	.cfi_same_value esi
	.cfi_same_value edi
	.cfi_same_value ebp
	.cfi_restore esp
	.cfi_offset eip, -4
	popl	%eax
	.cfi_adjust_cfa_offset -4
	popl	%ecx
	.cfi_adjust_cfa_offset -4
	ret
	.cfi_endproc
	.size	go_to_context, .-go_to_context

/* Where a function that makecontext() was given returns to, the stack pointer
 * at its arguments, ebx their number as makecontext() said; the next context's
 * address is behind them. There is no caller, which unwinders learn from the
 * instruction before the return address: they look that up. */
	.globl	after_context_function
	.hidden	after_context_function
	.type	end_of_context, @function
	.p2align 4
end_of_context:
	.cfi_startproc
	.cfi_undefined eip
	nop
after_context_function:
	movl	(%esp, %ebx, 4), %eax
	andl	$-16, %esp
	call	leave_context
	hlt
	.cfi_endproc
	.size	end_of_context, .-end_of_context

	.section .note.GNU-stack,"",@progbits
