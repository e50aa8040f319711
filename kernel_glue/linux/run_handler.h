/* Calling the program's handlers, in frames of the kernel's and of our own. */
#ifndef _RUN_HANDLER_H
#define _RUN_HANDLER_H

#include "held_signals.h"
#include "linux_context.h"
#include "thread_state.h"

bool wants_alternate_stack(const stored_action& action);

/* The handler of what was held back, in a frame of our own. The kernel's mask
 * becomes the handler's; thread.mask is the program's again afterwards. */
void run_held_handler(thread_state& thread, const held_signal& held,
	linux_siginfo& info, linux_ucontext& context);

/* After it: on to the next one that is held. If the frame leads elsewhere than
 * to where it came from, nobody there would do so: then all is delivered here;
 * else holds_all tells the caller of deliver_on_made_frame() that there is
 * more. */
void finish_held_handler(thread_state& thread, bool redirected);

#endif	/* _RUN_HANDLER_H */
