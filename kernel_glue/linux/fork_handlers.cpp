/* What happens around the host's fork().
 *
 * While it holds the locks of its heap and its streams, a handler that wants one
 * would wait for ever: signals wait instead, from the last handler of
 * pthread_atfork() before the locks to the first behind them. All are blocked,
 * not just held back: what comes to the child is the child's, what is held is
 * its parent's.
 *
 * The program's own handlers may wait for other threads, and these for the
 * answer to a signal, so signals do not wait meanwhile.
 */
#include "fork_handlers.h"

#include <signal_section.h>
#include <symbol_versions.h>

#include "held_signals.h"
#include "host_function.h"
#include "team_threads.h"
#include "thread_block.h"
#include "thread_state.h"

typedef void fork_handler();
typedef int register_function(fork_handler* prepare, fork_handler* parent,
	fork_handler* child, void* library);

static constinit host_function<register_function>
	host_register{"__register_atfork"};

static std::atomic<bool> has_handlers;

bool
program_has_fork_handlers()
{
	return has_handlers.load(std::memory_order_relaxed);
}

/* What pthread_atfork() calls, which is part of each library and program. */
extern "C" int
__register_atfork_noting(fork_handler* prepare, fork_handler* parent,
	fork_handler* child, void* library)
{
	has_handlers.store(true, std::memory_order_relaxed);
	signal_section section;
	return host_register(prepare, parent, child, library);
}

EVERY_VERSION(__register_atfork_noting, __register_atfork);

static void
before_fork()
{
	thread_state& thread = current_thread;
	if (thread.in_vfork_child != 0)
		return;
	enter_signal_section();
	hold_all(thread);
	lock_team_threads();
}

static void
after_fork_in_parent()
{
	thread_state& thread = current_thread;
	if (thread.in_vfork_child != 0)
		return;
	unlock_team_threads();
	hold_no_longer(thread);
	leave_signal_section();
}

static void
after_fork_in_child()
{
	if (current_thread.in_vfork_child != 0)
		return;
	forget_held_signals();
	forget_other_threads();
	renew_thread_block();
	/* The lock's, and that of before_fork(). */
	leave_signal_section();
	leave_signal_section();
}

extern "C" void* __dso_handle __attribute__((visibility("hidden")));

/* Early, for those that are registered first are the last before the locks and
 * the first behind. */
__attribute__((constructor)) static void
register_fork_handlers()
{
	host_register(before_fork, after_fork_in_parent, after_fork_in_child,
		&__dso_handle);
}
