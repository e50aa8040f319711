#include <sys/types.h>

#include <signal_section.h>
#include <symbol_versions.h>

#include "fork_handlers.h"
#include "held_signals.h"
#include "host_function.h"
#include "team_threads.h"
#include "thread_block.h"

static constinit struct {
	host_function<pid_t()>	fork{"fork"};
	host_function<pid_t()>	signal_safe_fork{"_Fork"};
	host_function<pid_t(int*, char*, const void*, const void*)>
		forkpty{"forkpty"};
	host_function<int(int, int)>	daemon{"daemon"};
} host;

/* What was held was the parent's, and so is the kernel's mask while something
 * is; the child's is the one that the program believes in. At once: what arrives
 * in the child is its own. */
static pid_t
in_parent_or_child(pid_t result)
{
	if (result == 0) {
		forget_held_signals();
		forget_other_threads();
		renew_thread_block();
	}
	return result;
}

/* fork() and __fork() are the host's, which has the lock of pthread_atfork()'s
 * list meanwhile: in a section, so that a handler can fork wherever it comes. But
 * not when the program has handlers on that list, because they run in the middle
 * and may wait for somebody who waits for a signal to be answered
 * (fork_handlers.cpp). _Fork() takes no locks, runs no such handlers and is
 * async-signal-safe. */
extern "C" pid_t
__fork_with_mask() noexcept
{
	if (program_has_fork_handlers())
		return in_parent_or_child(host.fork());
	signal_section section;
	return in_parent_or_child(host.fork());
}

extern "C" pid_t
__signal_safe_fork_with_mask() noexcept
{
	return in_parent_or_child(host.signal_safe_fork());
}

/* settings: a struct termios; size: a struct winsize; each may be null. */
extern "C" int
__forkpty_with_mask(int* terminal, char* name, const void* settings,
	const void* size) noexcept
{
	return in_parent_or_child(host.forkpty(terminal, name, settings, size));
}

extern "C" int
__daemon_with_mask(int stayInDirectory, int keepOutput) noexcept
{
	/* Only the child returns, unless that failed. */
	return in_parent_or_child(host.daemon(stayInDirectory, keepOutput));
}

EVERY_VERSION(__fork_with_mask, fork);
EVERY_VERSION(__fork_with_mask, __fork);
EVERY_VERSION(__signal_safe_fork_with_mask, _Fork);
EVERY_VERSION(__forkpty_with_mask, forkpty);
EVERY_VERSION(__daemon_with_mask, daemon);
