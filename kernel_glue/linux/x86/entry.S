/* Where the kernel enters and leaves us. */
#include <sys/syscall.h>

/* One stub for each slot of the action table (action_table.h), 16 bytes each.
 * The kernel passes (signal, siginfo, ucontext) on the stack, and so does host
 * code that found the stub as the old action and calls it. deliver_signal()
 * takes three arguments in registers, the first of which is the slot. */
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
	movl	$slot, %eax
	jmp	1f
	.set	slot, slot + 1
	.endr
	.p2align 4
1:	movl	8(%esp), %edx
	movl	12(%esp), %ecx
	jmp	deliver_signal
	.cfi_endproc
	.size	signal_entry_stubs, .-signal_entry_stubs
	.text

/* Handlers of host code, callable in the current ABI (host_handlers.h): the
 * number of the stub goes in the one register argument of
 * call_host_handler(). */
	.globl	host_handler_stubs
	.hidden	host_handler_stubs
	.type	host_handler_stubs, @function
	.p2align 4
host_handler_stubs:
	.cfi_startproc
	.set	index, 0
	.rept	128
	.p2align 4
	movl	$index, %eax
	jmp	call_host_handler
	.set	index, index + 1
	.endr
	.p2align 4
	.cfi_endproc
	.size	host_handler_stubs, .-host_handler_stubs

/* The return address of the entry: ends the handler for the kernel. The stack
 * pointer is then at the entry's first argument; the kernel's ucontext, where
 * unwinders find the registers of the interrupted function, follows the three
 * arguments and the siginfo (12 + 128). gdb knows the name and instructions.
 * The unwind information starts a byte early, because unwinders look up the
 * instruction before a return address. */
#define UCONTEXT(offset) \
	(((offset + 140) & 0x7f) | 0x80), ((offset + 140) >> 7)

	.macro	saved number, offset
	/* DW_CFA_expression: DW_OP_breg4 offset */
	.cfi_escape 0x10, \number, 3, 0x74, UCONTEXT(\offset)
	.endm

	/* Opens a function to which a signal frame returns. */
	.macro	signal_frame_function name
	.globl	\name
	.hidden	\name
	.type	\name, @function
	.p2align 4
	.cfi_startproc simple
	.cfi_signal_frame
	/* DW_CFA_def_cfa_expression: DW_OP_breg4 48 (esp), DW_OP_deref */
	.cfi_escape 0x0f, 4, 0x74, UCONTEXT(48), 0x06
	saved	7, 36
	saved	6, 40
	saved	5, 44
	saved	4, 48
	saved	3, 52
	saved	2, 56
	saved	1, 60
	saved	0, 64
	saved	8, 76
	nop
\name:
	.endm

	signal_frame_function return_from_signal
	movl	$SYS_rt_sigreturn, %eax
	int	$0x80
	.cfi_endproc
	.size	return_from_signal, .-return_from_signal

/* A frame of our own (made_frame.h): offsets in the frame, and in its context,
 * which is LEFT_CONTEXT above the stack pointer when the frame is left. */
#define FRAME_CONTEXT	144
#define FRAME_FEATURES	260
#define FRAME_FLAGS_CHANGED	268
#define CONTEXT_FPU		96
#define LEFT_CONTEXT	(FRAME_CONTEXT - 4)
#define FNSAVE_PART		112		/* before the FXSAVE or XSAVE area */

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
	movl	4(%esp), %ecx
	movl	%edi, FRAME_CONTEXT+36(%ecx)
	movl	%esi, FRAME_CONTEXT+40(%ecx)
	movl	%ebp, FRAME_CONTEXT+44(%ecx)
	movl	%ebx, FRAME_CONTEXT+52(%ecx)
	leal	4(%esp), %eax		/* as it is after the return */
	movl	%eax, FRAME_CONTEXT+48(%ecx)
	movl	%eax, FRAME_CONTEXT+88(%ecx)
	movl	(%esp), %eax
	movl	%eax, FRAME_CONTEXT+76(%ecx)
	pushfl
	popl	FRAME_CONTEXT+84(%ecx)
	movl	FRAME_CONTEXT+CONTEXT_FPU(%ecx), %edx
	fnsave	(%edx)
	frstor	(%edx)
	pushl	%edx
	.cfi_adjust_cfa_offset 4
	movl	FRAME_FEATURES(%ecx), %eax
	movl	FRAME_FEATURES+4(%ecx), %edx
	popl	%ebx				/* saved above */
	.cfi_adjust_cfa_offset -4
	testl	%eax, %eax
	jz	1f
	xsave	FNSAVE_PART(%ebx)
	jmp	2f
1:	fxsave	FNSAVE_PART(%ebx)
	/* From here on the frame is what unwinders see. */
2:	.cfi_endproc
	.size	enter_made_frame, .-enter_made_frame

	.type	call_on_made_frame, @function
	.cfi_startproc
call_on_made_frame:
	movl	%ecx, %esp
	movl	%ecx, %eax
	jmp	run_made_frame
	.cfi_endproc
	.size	call_on_made_frame, .-call_on_made_frame

/* Puts all registers back as the context says, like rt_sigreturn(2), which
 * would take only frames of the kernel's (and of valgrind's own form). The last
 * ones are popped from the stack returned to. As the kernel does, the x87
 * registers come from the FNSAVE part.
 *
 * What is below the stack pointer belongs to whoever interrupts: it moves there
 * first if that is down, with the frame above it; if a handler has made the
 * frame lead up the stack, it moves last. */
	signal_frame_function return_from_made_frame
	movl	LEFT_CONTEXT+CONTEXT_FPU(%esp), %ecx
	movl	FRAME_FEATURES-4(%esp), %eax
	movl	FRAME_FEATURES(%esp), %edx
	testl	%eax, %eax
	jz	1f
	xrstor	FNSAVE_PART(%ecx)
	jmp	2f
1:	fxrstor	FNSAVE_PART(%ecx)
2:	frstor	(%ecx)
	leal	LEFT_CONTEXT(%esp), %edx
	movl	48(%edx), %ecx
	subl	$20, %ecx
	cmpl	%esp, %ecx
	ja	3f
	movl	%ecx, %esp
3:	movl	56(%edx), %eax
	movl	%eax, (%ecx)
	movl	60(%edx), %eax
	movl	%eax, 4(%ecx)
	movl	64(%edx), %eax
	movl	%eax, 8(%ecx)
	movl	84(%edx), %eax
	movl	%eax, 12(%ecx)
	movl	76(%edx), %eax
	movl	%eax, 16(%ecx)
	movl	36(%edx), %edi
	movl	40(%edx), %esi
	movl	44(%edx), %ebp
	movl	52(%edx), %ebx
	cmpl	$0, FRAME_FLAGS_CHANGED-FRAME_CONTEXT(%edx)
	movl	%ecx, %esp
	popl	%edx
	popl	%ecx
	popl	%eax
	jne	4f
	leal	4(%esp), %esp
	ret
4:	popfl
	ret
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
	popl	%ecx
	.cfi_adjust_cfa_offset -4
	.cfi_register eip, ecx
	call	1f
1:	popl	%edx
	addl	$_GLOBAL_OFFSET_TABLE_+(.-1b), %edx
	movl	current_thread@gotntpoff(%edx), %edx
	incl	%gs:(%edx)
	movl	$SYS_vfork, %eax
	int	$0x80
	testl	%eax, %eax
	jz	2f
	/* In the parent, after the child is gone, or on failure. */
	decl	%gs:(%edx)
2:	pushl	%ecx
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset eip, 0
	cmpl	$-4095, %eax
	jae	__set_vfork_error
	ret
	.cfi_endproc
	.size	__vfork, .-__vfork
	.symver	__vfork, vfork@@LIBROOT_1_ALPHA4, hidden
	.symver	__vfork, vfork@GLIBC_2.0, hidden
	.symver	__vfork, __vfork@GLIBC_2.1.2, hidden

	.section .note.GNU-stack,"",@progbits
