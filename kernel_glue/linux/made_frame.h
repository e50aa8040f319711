/* Signal frames that we make ourselves.
 *
 * A signal that was held back is delivered when its section ends. Its handler
 * may expect all that the kernel's frame has: the interrupted registers, the
 * mask, the alternate stack, and that its changes to them take effect. Having
 * the kernel send a signal for this would cost a second delivery, take a signal
 * number that the program may want, and lose to the limit of queued signals.
 * So the frame is laid out as the kernel's is, and left without the kernel.
 */
#ifndef _MADE_FRAME_H
#define _MADE_FRAME_H

#include "held_signals.h"
#include "linux_context.h"

/* entry.S knows the offsets; the first members are as in the kernel's struct
 * rt_sigframe (arch/x86/include/asm/sigframe.h), which unwinders know. */
struct made_frame {
	void*			return_address;
#if defined(__i386__)
	int				signal;
	linux_siginfo*	info_argument;
	linux_ucontext*	context_argument;
	linux_siginfo	info;
	linux_ucontext	context;
#else
	linux_ucontext	context;
	linux_siginfo	info;
#endif
	/* What XSAVE is to save and restore; 0 where there is only FXSAVE. */
	uint64_t		features;
	/* Not 0 if a handler has changed the flags: only then are they put back,
	 * since a call may change them, and a debugger cannot step over that. */
	uint32_t		flags_changed;
	held_signal		held;
	/* The registers as they were, to see whether a handler has changed where
	 * the frame leads. */
	uintptr_t		instruction_pointer;
	uintptr_t		stack_pointer;
};

#if defined(__i386__)
static_assert(offsetof(made_frame, context) == 144);
static_assert(offsetof(made_frame, features) == 260);
static_assert(offsetof(made_frame, flags_changed) == 268);
static_assert(offsetof(linux_ucontext, fpu) == 96);
#else
static_assert(offsetof(made_frame, context) == 8);
static_assert(offsetof(made_frame, features) == 440);
static_assert(offsetof(made_frame, flags_changed) == 448);
static_assert(offsetof(linux_ucontext, fpu) == 224);
#endif

/* Runs the handler of what was held as if it had interrupted the caller. On
 * return holds_all says whether there is more to deliver; if not, the program's
 * mask is in force. Called with holds_all set. */
void deliver_on_made_frame(const held_signal& held, const linux_siginfo& info);

/* entry.S: saves the caller's registers in the frame and calls
 * run_made_frame() on the frame's stack; returns when the frame is left. */
extern "C" __attribute__((visibility("hidden"))) void
enter_made_frame(made_frame* frame);

/* What run_made_frame() returns to. */
extern "C" __attribute__((visibility("hidden"))) char return_from_made_frame[];

#endif	/* _MADE_FRAME_H */
