#include "legacy_section.h"

#include <signal.h>

static sigset_t saved;

extern "C" void
block_everything_as_legacy()
{
	const sigset_t everything = 0xffffffff;
	sigprocmask(SIG_SETMASK, &everything, &saved);
}


extern "C" void
unblock_as_legacy()
{
	sigprocmask(SIG_SETMASK, &saved, nullptr);
}
