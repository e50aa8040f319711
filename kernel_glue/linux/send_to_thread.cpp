#include "send_to_thread.h"

#include "system_call.h"

void
send_to_this_thread(int hostSignal, const linux_siginfo& info)
{
	const long process = system_call(SYS_getpid);
	const long thread = system_call(SYS_gettid);
	linux_siginfo copy = info;
	if (system_call(SYS_rt_tgsigqueueinfo, process, thread, hostSignal, &copy)
			== 0)
		return;
	/* EPERM: a sender's code that only the kernel may use. EAGAIN: a realtime
	 * signal at the limit of queued ones. */
	if (system_call(SYS_tgkill, process, thread, hostSignal) != 0)
		system_call(SYS_kill, process, hostSignal);
}
