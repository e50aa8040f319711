/* What the kernel puts on the stack for a handler. Source:
 * arch/x86/include/uapi/asm/sigcontext.h and asm-generic/ucontext.h. */
#ifndef _LINUX_CONTEXT_H
#define _LINUX_CONTEXT_H

#include "linux_abi.h"

struct linux_ucontext {
	unsigned long	flags;
	linux_ucontext*	link;
	linux_stack		stack;
	uint64_t		r8, r9, r10, r11, r12, r13, r14, r15;
	uint64_t		rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, rflags;
	uint16_t		cs, gs, fs, ss;
	uint64_t		error, trap, old_mask, fault_address;
	struct linux_fpu_state*	fpu;
	uint64_t		reserved[8];
	linux_sigset	mask;
};

static_assert(offsetof(linux_ucontext, r8) == 40);
static_assert(offsetof(linux_ucontext, rip) == 168);
static_assert(offsetof(linux_ucontext, mask) == 296);

/* An XSAVE area in standard format, as long as the tail of its legacy part
 * says; without that tail only the legacy part. */
struct linux_fpu_state {
	unsigned char	legacy[464];
	uint32_t		magic;			/* LINUX_XSTATE_MAGIC: the rest is there */
	uint32_t		extended_size;
	uint64_t		features;		/* components that the area holds */
	uint32_t		state_size;
	uint32_t		padding[7];
	uint64_t		in_use;			/* components not in their initial state */
	uint64_t		header[7];
	unsigned char	upper_ymm[256];
};

static_assert(offsetof(linux_fpu_state, in_use) == 512);
static_assert(offsetof(linux_fpu_state, upper_ymm) == 576);

enum : uint64_t {
	LINUX_XSTATE_MAGIC = 0x46505853,	/* FP_XSTATE_MAGIC1 */
	XSTATE_X87 = 1,
	XSTATE_SSE = 2,
	XSTATE_AVX = 4
};

inline uintptr_t
interrupted_stack_pointer(const linux_ucontext& context)
{
	return context.rsp;
}

inline long
system_call_result_of(const linux_ucontext& context)
{
	return (long)context.rax;
}

inline uint64_t&
flags_of(linux_ucontext& context)
{
	return context.rflags;
}

inline uintptr_t
instruction_pointer_of(const linux_ucontext& context)
{
	return context.rip;
}

/* What was interrupted; see that of i386. */
inline uintptr_t
interrupted_code_of(const linux_ucontext& context)
{
	return context.rip;
}

#endif	/* _LINUX_CONTEXT_H */
