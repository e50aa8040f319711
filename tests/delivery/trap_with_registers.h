/* Runs int3 with chosen values in all general registers. */
#ifndef _TRAP_WITH_REGISTERS_H
#define _TRAP_WITH_REGISTERS_H

#include <signal.h>

#if defined(__x86_64__)
#	define FOR_EACH_GENERAL_REGISTER(operation) \
	operation(rax) operation(rbx) operation(rcx) operation(rdx) \
	operation(rsi) operation(rdi) operation(rbp) operation(r8) \
	operation(r9) operation(r10) operation(r11) operation(r12) \
	operation(r13) operation(r14) operation(r15)
#	define FLAGS_REGISTER	rflags
#else
#	define FOR_EACH_GENERAL_REGISTER(operation) \
	operation(eax) operation(ebx) operation(ecx) operation(edx) \
	operation(esi) operation(edi) operation(ebp)
#	define FLAGS_REGISTER	eflags
#endif

/* The order that the assembler code counts on. */
struct register_values {
#define DECLARE(name)	unsigned long name;
	FOR_EACH_GENERAL_REGISTER(DECLARE)
#undef DECLARE
	unsigned long	stack_pointer;
	unsigned long	flags;
};

extern "C" {

/* Thread-local, because that needs no register to reach. */
extern thread_local register_values trap_before;
extern thread_local register_values trap_after;
extern thread_local unsigned long trap_went_elsewhere;

/* Loads trap_before, traps, stores trap_after. */
void trap_with_registers();

/* Where the trap returns to, and where else a handler may send it. */
extern char trap_return[];
extern char trap_elsewhere[];

}

#endif	/* _TRAP_WITH_REGISTERS_H */
