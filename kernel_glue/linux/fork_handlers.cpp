/* While the host's fork() holds the locks of its heap and its streams, a handler
 * that wants one would wait for ever: signals wait instead. From the last
 * handler of pthread_atfork() before the locks to the first behind them, not
 * longer, because the program's own handlers may block.
 *
 * All are blocked, not just held back: what comes to the child is the child's,
 * what is held is its parent's. */
#include <pthread.h>

#include <signal_section.h>

#include "held_signals.h"
#include "thread_state.h"

static void
before_fork()
{
	thread_state& thread = current_thread;
	if (thread.in_vfork_child != 0)
		return;
	enter_signal_section();
	hold_all(thread);
}

static void
after_fork_in_parent()
{
	if (current_thread.in_vfork_child != 0)
		return;
	/* Whoever leaves the outermost section unblocks them. */
	asm volatile("orl %1, %0" : "+m"(__libroot_lpmap.blockallsigs)
		: "i"(LPMAP_ARRIVED) : "memory", "cc");
	leave_signal_section();
}

static void
after_fork_in_child()
{
	if (current_thread.in_vfork_child != 0)
		return;
	forget_held_signals();
	leave_signal_section();
}

/* Early, for those that are registered first are the last before the locks and
 * the first behind. */
__attribute__((constructor)) static void
register_fork_handlers()
{
	pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child);
}
