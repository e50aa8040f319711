/* User contexts of the host's ABI: the mask of those that host_context.S saves
 * and goes to, and makecontext(). The host's own would change the mask behind
 * the back of program_mask(). */

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <kernel_contract.h>
#include <legacy_mask.h>
#include <symbol_versions.h>

#include "held_signals.h"
#include "host_context.h"
#include "linux_context.h"
#include "program_signals.h"
#include "signal_set.h"
#include "thread_state.h"

#if defined(__i386__)
#	define IN_REGISTERS	__attribute__((regparm(2)))
#else
#	define IN_REGISTERS
#endif

/* The signals whose state goes with a context. The host's functions for i386
 * make the oldest system call, sigprocmask(2), which knows 32; programs may rely
 * on the others' keeping theirs. */
#if defined(__i386__)
typedef uint32_t context_mask;
#else
typedef linux_sigset context_mask;
#endif

static void
prepare_context_switch(const linux_ucontext* next)
{
	/* Those that go up the stack leave handlers like a jump; those that go to
	 * another stack may come back, and then the handler puts right what it
	 * changed. */
	sigset_t unused;
	_kern_leave_handlers((void*)interrupted_stack_pointer(*next), &unused);

	context_mask mask;
	memcpy(&mask, &next->mask, sizeof(mask));
	linux_sigset whole = mask;
	if (sizeof(mask) < sizeof(whole))
		whole |= program_mask() & ~linux_sigset{context_mask(-1)};
	note_returning_mask(set_from_host(whole));
	set_program_mask(whole);
	deliver_unblocked_signals(current_thread);
}

/* Called by or calling host_context.S. */
extern "C" {

__attribute__((visibility("hidden"), noreturn)) void
__setcontext_host(const linux_ucontext* context);

__attribute__((visibility("hidden"))) void after_context_function();

IN_REGISTERS __attribute__((visibility("hidden"), used)) void
save_context_mask(linux_ucontext* saved)
{
	const context_mask mask = program_mask();
	memcpy(&saved->mask, &mask, sizeof(mask));
}

IN_REGISTERS __attribute__((visibility("hidden"), used)) void
set_context_mask(const linux_ucontext* next)
{
	prepare_context_switch(next);
}

IN_REGISTERS __attribute__((visibility("hidden"), used)) void
exchange_context_mask(linux_ucontext* saved, const linux_ucontext* next)
{
	save_context_mask(saved);
	prepare_context_switch(next);
}

/* The function of a context has returned: goes to the next one, or ends the
 * process if that was the last (POSIX: the thread; the host: the process). */
IN_REGISTERS __attribute__((visibility("hidden"), used, noreturn)) void
leave_context(const linux_ucontext* next)
{
	if (next == nullptr)
		exit(0);
	__setcontext_host(next);
}

}	/* extern "C" */

/* Makes a context that getcontext() has filled call function on the stack
 * context->uc_stack, with argumentCount arguments, and go to context->uc_link
 * when it returns. The arguments are int by POSIX; the host passes whole
 * registers, and programs rely on that. Async-signal-safe. */
extern "C" LIBROOT_EXPORT void
__makecontext_host(linux_ucontext* context, void (*function)(),
	int argumentCount, ...)
{
	/* On the stack, from the top: the next context, the arguments that have no
	 * register, the return address. */
#if defined(__i386__)
	const int inRegisters = 0;
#else
	uint64_t* const registers[] = { &context->rdi, &context->rsi, &context->rdx,
		&context->rcx, &context->r8, &context->r9 };
	const int inRegisters = argumentCount < 6 ? argumentCount : 6;
#endif
	const int onStack = argumentCount - inRegisters;
	uintptr_t top = (uintptr_t)context->stack.sp + context->stack.size
		- (onStack + 1) * sizeof(uintptr_t);
	/* Aligned as at a call, below the return address. */
	auto stack = (uintptr_t*)((top & ~uintptr_t{15}) - sizeof(uintptr_t));

	va_list arguments;
	va_start(arguments, argumentCount);
#if !defined(__i386__)
	for (int i = 0; i < inRegisters; i++)
		*registers[i] = va_arg(arguments, uintptr_t);
#endif
	for (int i = 1; i <= onStack; i++)
		stack[i] = va_arg(arguments, uintptr_t);
	va_end(arguments);

	uintptr_t* const link = &stack[onStack + 1];
	*link = (uintptr_t)context->link;
	stack[0] = (uintptr_t)after_context_function;
#if defined(__i386__)
	context->eip = (uintptr_t)function;
	context->esp = (uintptr_t)stack;
	context->ebx = onStack;
#else
	context->rip = (uintptr_t)function;
	context->rsp = (uintptr_t)stack;
	context->rbx = (uintptr_t)link;
#endif
}

HOST_VERSION(__makecontext_host, makecontext, HOST_NODE_SINCE(GLIBC_2.1));

#define SAME(name, offset) \
	static_assert(offsetof(linux_ucontext, name) == CONTEXT_##offset)
#if defined(__i386__)
SAME(ebx, EBX); SAME(esp, ESP); SAME(eip, EIP);
#else
SAME(rbx, RBX); SAME(rsp, RSP); SAME(rip, RIP);
SAME(rdi, RDI); SAME(rsi, RSI); SAME(rdx, RDX); SAME(rcx, RCX); SAME(r8, R8);
SAME(r9, R9);
#endif
SAME(link, LINK); SAME(stack, STACK); SAME(fpu, FPU); SAME(mask, MASK);
