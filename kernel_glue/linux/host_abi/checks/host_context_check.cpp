/* Compares host_context.h with the host's <ucontext.h>. */
#include <stddef.h>
#include <ucontext.h>

#if defined(__i386__)
#	include "../../x86/host_context.h"
#	define REGISTER(name)	static_assert(CONTEXT_##name \
		== offsetof(ucontext_t, uc_mcontext.gregs[REG_##name]))
REGISTER(FS); REGISTER(EDI); REGISTER(ESI); REGISTER(EBP); REGISTER(ESP);
REGISTER(EBX); REGISTER(EDX); REGISTER(ECX); REGISTER(EAX); REGISTER(EIP);
#else
#	include "../../x86_64/host_context.h"
#	define REGISTER(name)	static_assert(CONTEXT_##name \
		== offsetof(ucontext_t, uc_mcontext.gregs[REG_##name]))
REGISTER(R8); REGISTER(R9); REGISTER(R12); REGISTER(R13); REGISTER(R14);
REGISTER(R15); REGISTER(RDI); REGISTER(RSI); REGISTER(RBP); REGISTER(RBX);
REGISTER(RDX); REGISTER(RCX); REGISTER(RSP); REGISTER(RIP);
static_assert(CONTEXT_MXCSR == offsetof(ucontext_t, __fpregs_mem.mxcsr));
#endif

static_assert(CONTEXT_LINK == offsetof(ucontext_t, uc_link));
static_assert(CONTEXT_STACK == offsetof(ucontext_t, uc_stack));
static_assert(CONTEXT_FPU == offsetof(ucontext_t, uc_mcontext.fpregs));
static_assert(CONTEXT_MASK == offsetof(ucontext_t, uc_sigmask));
static_assert(CONTEXT_FPU_MEMORY == offsetof(ucontext_t, __fpregs_mem));
