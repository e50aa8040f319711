/* Where the kernel enters and leaves us. */
#include <sys/syscall.h>

/* One stub for each slot of the action table (action_table.h), 16 bytes each.
 * The kernel calls it as (signal, siginfo, ucontext); the slot is added as the
 * fourth argument of deliver_signal(). */
	.text
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

	.globl	return_from_signal
	.hidden	return_from_signal
	.type	return_from_signal, @function
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
return_from_signal:
	movq	$SYS_rt_sigreturn, %rax
	syscall
	.cfi_endproc
	.size	return_from_signal, .-return_from_signal

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
