#include "thread_state.h"

#include <legacy_mask.h>
#include <sys/lpmap.h>

__thread thread_state current_thread;
__thread legacy_mask_state legacy_mask;

static bool
is_on_stack(const linux_stack& stack, uintptr_t address)
{
	/* The size is 0 when there is no alternate stack. */
	return address - (uintptr_t)stack.sp < stack.size;
}

void
end_delivery(thread_state& thread, int index)
{
	thread.delivery_count = index;
}

void
drop_left_deliveries(thread_state& thread, uintptr_t stackPointer,
	const linux_stack& alternate)
{
	while (thread.delivery_count > 0) {
		/* The innermost one that was kept; those beyond it were called from
		 * it, and are over when it is. */
		int last = thread.delivery_count - 1;
		if (last >= thread_state::MAX_DELIVERIES)
			last = thread_state::MAX_DELIVERIES - 1;
		const uintptr_t frame = (uintptr_t)thread.deliveries[last];
		const bool frameOnAlternate = is_on_stack(alternate, frame);
		const bool nowOnAlternate = is_on_stack(alternate, stackPointer);
		/* Stacks grow down: what is below the frame was called from it. From
		 * the normal stack one comes to the alternate one, not back. */
		if (frameOnAlternate == nowOnAlternate
			? stackPointer <= frame : nowOnAlternate)
			return;
		end_delivery(thread, last);
	}
}
