#include "program_signals.h"

#include "signal_mask.h"

linux_sigset
program_mask()
{
	return host_mask();
}

void
set_program_mask(linux_sigset mask)
{
	change_host_mask(LINUX_SIG_SETMASK, &mask, nullptr);
}

linux_sigset
program_pending()
{
	linux_sigset pending;
	system_call(SYS_rt_sigpending, &pending, sizeof(pending));
	return pending;
}

int
set_host_action(int hostSignal, const linux_sigaction* action,
	linux_sigaction* oldAction)
{
	return system_call(SYS_rt_sigaction, hostSignal, action, oldAction,
		sizeof(linux_sigset));
}

host_call::host_call()
{
}

host_call::~host_call()
{
}
