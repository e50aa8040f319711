/* What the kernel puts on the stack for a handler. Source:
 * arch/x86/include/uapi/asm/sigcontext.h (32 bit) and asm-generic/ucontext.h. */
#ifndef _LINUX_CONTEXT_H
#define _LINUX_CONTEXT_H

#include "linux_abi.h"

struct linux_ucontext {
	unsigned long	flags;
	linux_ucontext*	link;
	linux_stack		stack;
	uint32_t		gs, fs, es, ds;
	uint32_t		edi, esi, ebp, esp, ebx, edx, ecx, eax;
	uint32_t		trap, error, eip;
	uint32_t		cs, eflags, stack_pointer_at_signal, ss;
	struct linux_fpu_state*	fpu;
	uint32_t		old_mask, fault_address;
	linux_sigset	mask;
};

static_assert(offsetof(linux_ucontext, gs) == 20);
static_assert(offsetof(linux_ucontext, mask) == 108);

/* An FNSAVE image, followed on all processors since the Pentium II by an
 * XSAVE area in standard format. On the return the kernel takes the x87
 * registers from the former and everything else from the latter. */
struct linux_fpu_state {
	uint32_t		control, status, tag, ip, cs_opcode, data, data_segment;
	unsigned char	registers[8][10];
	uint16_t		saved_status;
	uint16_t		magic;			/* 0: the rest is there; 0xffff: it is not */

	unsigned char	legacy[464];
	uint32_t		extended_magic;	/* LINUX_XSTATE_MAGIC: a header follows */
	uint32_t		extended_size;
	uint64_t		features;
	uint32_t		state_size;
	uint32_t		padding[7];
	uint64_t		in_use;			/* components not in their initial state */
};

static_assert(offsetof(linux_fpu_state, legacy) == 112);
static_assert(offsetof(linux_fpu_state, in_use) == 112 + 512);

enum : uint64_t {
	LINUX_XSTATE_MAGIC = 0x46505853,	/* FP_XSTATE_MAGIC1 */
	XSTATE_X87 = 1,
	XSTATE_SSE = 2
};

inline uintptr_t
interrupted_stack_pointer(const linux_ucontext& context)
{
	return context.esp;
}

inline long
system_call_result_of(const linux_ucontext& context)
{
	return (long)context.eax;
}

inline uint32_t&
flags_of(linux_ucontext& context)
{
	return context.eflags;
}

inline uintptr_t
instruction_pointer_of(const linux_ucontext& context)
{
	return context.eip;
}

/* What was interrupted. Code that is independent of its position asks a function
 * of two instructions where it is, which lies elsewhere: then its caller. */
inline uintptr_t
interrupted_code_of(const linux_ucontext& context)
{
	constexpr uint8_t RETURN = 0xc3;
	constexpr uint8_t LOAD = 0x8b;
	constexpr uint8_t FROM_TOP_OF_STACK[2] = { 0x04, 0x24 };
	constexpr uint8_t TO_ANY_REGISTER = 0x38;

	const uint8_t* code = (const uint8_t*)context.eip;
	const bool asksWhereItIs = code[0] == RETURN || (code[0] == LOAD
		&& (code[1] & ~TO_ANY_REGISTER) == FROM_TOP_OF_STACK[0]
		&& code[2] == FROM_TOP_OF_STACK[1] && code[3] == RETURN);
	return asksWhereItIs ? *(const uintptr_t*)context.esp : context.eip;
}

#endif	/* _LINUX_CONTEXT_H */
