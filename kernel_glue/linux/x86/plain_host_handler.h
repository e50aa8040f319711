/* Calling a handler of the host's that has not asked for siginfo. */
#ifndef _PLAIN_HOST_HANDLER_H
#define _PLAIN_HOST_HANDLER_H

#include "linux_context.h"

/* Calls handler(signal, registers), with a copy of the kernel's 88 bytes of
 * registers, and stores what the handler made of its copy. */
extern "C" __attribute__((visibility("hidden"))) void
call_with_sigcontext(void* handler, int signal, void* registers);

/* Such a handler gets a struct sigcontext by value, which the kernel reads back
 * on the return: the registers, and the lower half of the mask. */
inline void
call_plain_host_handler(void* handler, int signal, linux_siginfo&,
	linux_ucontext& context)
{
	static_assert(offsetof(linux_ucontext, mask) - offsetof(linux_ucontext, gs)
		== 88);
	const uint32_t mask = (uint32_t)context.mask;
	context.old_mask = mask;
	call_with_sigcontext(handler, signal, &context.gs);
	context.mask ^= mask ^ context.old_mask;
}

#endif	/* _PLAIN_HOST_HANDLER_H */
