/* getcontext(), setcontext() and swapcontext() of the host's ABI. What they
 * save and restore is what the host's do (glibc sysdeps/unix/sysv/linux/x86_64,
 * __start_context.S, getcontext.S, setcontext.S, swapcontext.S); the mask goes
 * through contexts.cpp. */
#include "host_context.h"

/* The caller's registers as they are after the return, and the floating point
 * environment; fnstenv masks its exceptions until the next fldenv. */
	.macro	save_caller context
	movq	%rbx, CONTEXT_RBX(\context)
	movq	%rbp, CONTEXT_RBP(\context)
	movq	%r12, CONTEXT_R12(\context)
	movq	%r13, CONTEXT_R13(\context)
	movq	%r14, CONTEXT_R14(\context)
	movq	%r15, CONTEXT_R15(\context)
	movq	%rdi, CONTEXT_RDI(\context)
	movq	%rsi, CONTEXT_RSI(\context)
	movq	%rdx, CONTEXT_RDX(\context)
	movq	%rcx, CONTEXT_RCX(\context)
	movq	%r8, CONTEXT_R8(\context)
	movq	%r9, CONTEXT_R9(\context)
	movq	(%rsp), %rax
	movq	%rax, CONTEXT_RIP(\context)
	leaq	8(%rsp), %rax
	movq	%rax, CONTEXT_RSP(\context)
	leaq	CONTEXT_FPU_MEMORY(\context), %rax
	movq	%rax, CONTEXT_FPU(\context)
	fnstenv	(%rax)
	stmxcsr	CONTEXT_MXCSR(\context)
	.endm

/* int getcontext(ucontext_t* context) */
	.text
	.globl	__getcontext_host
	.type	__getcontext_host, @function
	.p2align 4
__getcontext_host:
	.cfi_startproc
	save_caller %rdi
	fldenv	(%rax)
	subq	$8, %rsp
	.cfi_adjust_cfa_offset 8
	call	save_context_mask
	addq	$8, %rsp
	.cfi_adjust_cfa_offset -8
	xorl	%eax, %eax
	ret
	.cfi_endproc
	.size	__getcontext_host, .-__getcontext_host
	.symver	__getcontext_host, getcontext@GLIBC_2.2.5, hidden

/* int swapcontext(ucontext_t* saved, const ucontext_t* next) */
	.globl	__swapcontext_host
	.type	__swapcontext_host, @function
	.p2align 4
__swapcontext_host:
	.cfi_startproc
	save_caller %rdi
	pushq	%rsi
	.cfi_adjust_cfa_offset 8
	call	exchange_context_mask
	popq	%r10
	.cfi_adjust_cfa_offset -8
	jmp	go_to_context
	.cfi_endproc
	.size	__swapcontext_host, .-__swapcontext_host
	.symver	__swapcontext_host, swapcontext@GLIBC_2.2.5, hidden

/* int setcontext(const ucontext_t* context) */
	.globl	__setcontext_host
	.hidden	__setcontext_host
	.type	__setcontext_host, @function
	.p2align 4
__setcontext_host:
	.cfi_startproc
	pushq	%rdi
	.cfi_adjust_cfa_offset 8
	call	set_context_mask
	popq	%r10
	.cfi_adjust_cfa_offset -8
	jmp	go_to_context
	.cfi_endproc
	.size	__setcontext_host, .-__setcontext_host
	.globl	__setcontext_exported
	.type	__setcontext_exported, @function
	.set	__setcontext_exported, __setcontext_host
	.symver	__setcontext_exported, setcontext@GLIBC_2.2.5, hidden

/* To the context in r10. The stack pointer comes last: below where it then
 * points nothing is safe from handlers, the context itself included. To
 * unwinders the caller is whom the context says. */
	.type	go_to_context, @function
	.p2align 4
go_to_context:
	.cfi_startproc
	.cfi_def_cfa r10, 0
	.cfi_offset rbx, CONTEXT_RBX
	.cfi_offset rbp, CONTEXT_RBP
	.cfi_offset r12, CONTEXT_R12
	.cfi_offset r13, CONTEXT_R13
	.cfi_offset r14, CONTEXT_R14
	.cfi_offset r15, CONTEXT_R15
	.cfi_offset rsp, CONTEXT_RSP
	.cfi_offset rip, CONTEXT_RIP
	movq	CONTEXT_FPU(%r10), %rax
	fldenv	(%rax)
	ldmxcsr	CONTEXT_MXCSR(%r10)
	movq	CONTEXT_RBX(%r10), %rbx
	movq	CONTEXT_RBP(%r10), %rbp
	movq	CONTEXT_R12(%r10), %r12
	movq	CONTEXT_R13(%r10), %r13
	movq	CONTEXT_R14(%r10), %r14
	movq	CONTEXT_R15(%r10), %r15
	movq	CONTEXT_RDI(%r10), %rdi
	movq	CONTEXT_RSI(%r10), %rsi
	movq	CONTEXT_RDX(%r10), %rdx
	movq	CONTEXT_RCX(%r10), %rcx
	movq	CONTEXT_R8(%r10), %r8
	movq	CONTEXT_R9(%r10), %r9
	movq	CONTEXT_RIP(%r10), %r11
	movq	CONTEXT_RSP(%r10), %rsp
	/* The context may be gone from here on. */
	.cfi_def_cfa rsp, 0
	.cfi_same_value rbx
	.cfi_same_value rbp
	.cfi_same_value r12
	.cfi_same_value r13
	.cfi_same_value r14
	.cfi_same_value r15
	.cfi_restore rsp
	.cfi_register rip, r11
	xorl	%eax, %eax
	jmp	*%r11
	.cfi_endproc
	.size	go_to_context, .-go_to_context

/* Where a function that makecontext() was given returns to, rbx pointing to
 * the next context's address as makecontext() said. There is no caller, which
 * unwinders learn from the instruction before the return address: they look that
 * up. */
	.globl	after_context_function
	.hidden	after_context_function
	.type	end_of_context, @function
	.p2align 4
end_of_context:
	.cfi_startproc
	.cfi_undefined rip
	nop
after_context_function:
	movq	(%rbx), %rdi
	andq	$-16, %rsp
	call	leave_context
	hlt
	.cfi_endproc
	.size	end_of_context, .-end_of_context

	.section .note.GNU-stack,"",@progbits
