/* Where the kernel enters and leaves us. */
#include <sys/syscall.h>

/* One stub for each slot of the action table (action_table.h), 16 bytes each.
 * The kernel calls it as (signal, siginfo, ucontext); the slot is added as the
 * fourth argument of deliver_signal(). */
/* The bounds of SIGNAL_ENTRY (held_signals.h): the linker sorts these sections by
 * name. */
	.section .text.sorted.signal_entry.0,"ax",@progbits
	.globl	signal_entry_start
	.hidden	signal_entry_start
signal_entry_start:
	.section .text.sorted.signal_entry.2,"ax",@progbits
	.globl	signal_entry_end
	.hidden	signal_entry_end
signal_entry_end:
	.section .text.sorted.signal_entry.1,"ax",@progbits
	.globl	signal_entry_stubs
	.hidden	signal_entry_stubs
	.type	signal_entry_stubs, @function
	.p2align 4
signal_entry_stubs:
	.cfi_startproc
	.set	slot, 0
	.rept	64
	.p2align 4
	movl	$slot, %ecx
	jmp	deliver_signal
	.set	slot, slot + 1
	.endr
	.p2align 4
	.cfi_endproc
	.size	signal_entry_stubs, .-signal_entry_stubs
	.text

/* Handlers of host code, callable in the current ABI (host_handlers.h): the
 * number of the stub becomes the fifth argument of call_host_handler(). */
	.globl	host_handler_stubs
	.hidden	host_handler_stubs
	.type	host_handler_stubs, @function
	.p2align 4
host_handler_stubs:
	.cfi_startproc
	.set	index, 0
	.rept	128
	.p2align 4
	movl	$index, %r8d
	jmp	call_host_handler
	.set	index, index + 1
	.endr
	.p2align 4
	.cfi_endproc
	.size	host_handler_stubs, .-host_handler_stubs

/* The return address of the entry: ends the handler for the kernel. The stack
 * pointer is then at the kernel's ucontext, where unwinders find the registers
 * of the interrupted function; gdb knows the name and the instructions.
 * The unwind information starts a byte early, because unwinders look up the
 * instruction before a return address. */
#define UCONTEXT(offset)	(((offset) & 0x7f) | 0x80), ((offset) >> 7)

	.macro	saved number, offset
	/* DW_CFA_expression: DW_OP_breg7 offset */
	.cfi_escape 0x10, \number, 3, 0x77, UCONTEXT(\offset)
	.endm

	/* Opens a function to which a signal frame returns. */
	.macro	signal_frame_function name
	.globl	\name
	.hidden	\name
	.type	\name, @function
	.p2align 4
	.cfi_startproc simple
	.cfi_signal_frame
	/* DW_CFA_def_cfa_expression: DW_OP_breg7 160 (rsp), DW_OP_deref */
	.cfi_escape 0x0f, 4, 0x77, UCONTEXT(160), 0x06
	saved	8, 40
	saved	9, 48
	saved	10, 56
	saved	11, 64
	saved	12, 72
	saved	13, 80
	saved	14, 88
	saved	15, 96
	saved	5, 104
	saved	4, 112
	saved	6, 120
	saved	3, 128
	saved	1, 136
	saved	0, 144
	saved	2, 152
	saved	7, 160
	saved	16, 168
	nop
\name:
	.endm

	signal_frame_function return_from_signal
	movq	$SYS_rt_sigreturn, %rax
	syscall
	.cfi_endproc
	.size	return_from_signal, .-return_from_signal

/* A frame of our own (made_frame.h): offsets in the frame, and in its context,
 * which the stack pointer points to when the frame is left. */
#define FRAME_CONTEXT	8
#define FRAME_FEATURES	440
#define FRAME_FLAGS_CHANGED	448
#define CONTEXT_FPU		224

/* void enter_made_frame(made_frame* frame)
 *
 * To the program this is a call like any other, so what a call may change need
 * not be kept. */
	.globl	enter_made_frame
	.hidden	enter_made_frame
	.type	enter_made_frame, @function
	.p2align 4
enter_made_frame:
	.cfi_startproc
	movq	%rbx, FRAME_CONTEXT+128(%rdi)
	movq	%rbp, FRAME_CONTEXT+120(%rdi)
	movq	%r12, FRAME_CONTEXT+72(%rdi)
	movq	%r13, FRAME_CONTEXT+80(%rdi)
	movq	%r14, FRAME_CONTEXT+88(%rdi)
	movq	%r15, FRAME_CONTEXT+96(%rdi)
	leaq	8(%rsp), %rax		/* as it is after the return */
	movq	%rax, FRAME_CONTEXT+160(%rdi)
	movq	(%rsp), %rax
	movq	%rax, FRAME_CONTEXT+168(%rdi)
	pushfq
	popq	FRAME_CONTEXT+176(%rdi)
	movq	FRAME_CONTEXT+CONTEXT_FPU(%rdi), %rcx
	movl	FRAME_FEATURES(%rdi), %eax
	movl	FRAME_FEATURES+4(%rdi), %edx
	testl	%eax, %eax
	jz	1f
	xsave64	(%rcx)
	jmp	2f
1:	fxsave64	(%rcx)
	/* From here on the frame is what unwinders see. */
2:	.cfi_endproc
	.size	enter_made_frame, .-enter_made_frame

	.type	call_on_made_frame, @function
	.cfi_startproc
call_on_made_frame:
	movq	%rdi, %rsp
	jmp	run_made_frame
	.cfi_endproc
	.size	call_on_made_frame, .-call_on_made_frame

/* Puts all registers back as the context says, like rt_sigreturn(2), which
 * would take only frames of the kernel's (and of valgrind's own form). The last
 * ones are popped from below the red zone of the stack returned to.
 *
 * What is below the stack pointer belongs to whoever interrupts: it moves there
 * first if that is down, with the frame above it; if a handler has made the
 * frame lead up the stack, it moves last. */
#define RED_ZONE	128

	signal_frame_function return_from_made_frame
	movq	CONTEXT_FPU(%rsp), %rcx
	movl	FRAME_FEATURES-FRAME_CONTEXT(%rsp), %eax
	movl	FRAME_FEATURES-FRAME_CONTEXT+4(%rsp), %edx
	testl	%eax, %eax
	jz	1f
	xrstor64	(%rcx)
	jmp	2f
1:	fxrstor64	(%rcx)
2:	movq	%rsp, %rdi
	movq	160(%rdi), %rcx
	subq	$RED_ZONE+40, %rcx
	cmpq	%rsp, %rcx
	ja	3f
	movq	%rcx, %rsp
3:	movq	104(%rdi), %rax
	movq	%rax, (%rcx)
	movq	152(%rdi), %rax
	movq	%rax, 8(%rcx)
	movq	144(%rdi), %rax
	movq	%rax, 16(%rcx)
	movq	176(%rdi), %rax
	movq	%rax, 24(%rcx)
	movq	168(%rdi), %rax
	movq	%rax, 32(%rcx)
	movq	40(%rdi), %r8
	movq	48(%rdi), %r9
	movq	56(%rdi), %r10
	movq	64(%rdi), %r11
	movq	72(%rdi), %r12
	movq	80(%rdi), %r13
	movq	88(%rdi), %r14
	movq	96(%rdi), %r15
	movq	112(%rdi), %rsi
	movq	120(%rdi), %rbp
	movq	128(%rdi), %rbx
	movq	136(%rdi), %rdx
	cmpl	$0, FRAME_FLAGS_CHANGED-FRAME_CONTEXT(%rdi)
	movq	%rcx, %rsp
	popq	%rdi
	popq	%rcx
	popq	%rax
	jne	4f
	leaq	8(%rsp), %rsp
	ret	$RED_ZONE
4:	popfq
	ret	$RED_ZONE
	.cfi_endproc
	.size	return_from_made_frame, .-return_from_made_frame

/* pid_t vfork(void): in its own frame it could not return twice, so the return
 * address waits in a register that the system call preserves. While the child
 * runs, the first word of current_thread (thread_state.h) is not 0. */
	.globl	__vfork
	.type	__vfork, @function
	.p2align 4
__vfork:
	.cfi_startproc
	popq	%rdi
	.cfi_adjust_cfa_offset -8
	.cfi_register rip, rdi
	movq	current_thread@gottpoff(%rip), %rsi
	incl	%fs:(%rsi)
	movl	$SYS_vfork, %eax
	syscall
	testl	%eax, %eax
	jz	1f
	/* In the parent, after the child is gone, or on failure. */
	decl	%fs:(%rsi)
1:	pushq	%rdi
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rip, 0
	movl	%eax, %edi
	cmpl	$-4095, %eax
	jae	__set_vfork_error
	ret
	.cfi_endproc
	.size	__vfork, .-__vfork
	.symver	__vfork, vfork@@LIBROOT_1_ALPHA4, hidden
	.symver	__vfork, vfork@GLIBC_2.2.5, hidden
	.symver	__vfork, __vfork@GLIBC_2.2.5, hidden

	.section .note.GNU-stack,"",@progbits
