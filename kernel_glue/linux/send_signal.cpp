#include <errno.h>
#include <string.h>

#include <kernel_contract.h>

#include "signal_table.h"
#include "system_call.h"
#include "user_memory.h"

/* i386 has an older getuid() with 16 bits. */
#if defined(SYS_getuid32)
#	define SYS_getuid_wide	SYS_getuid32
#else
#	define SYS_getuid_wide	SYS_getuid
#endif

/* What a queued signal carries. The kernel lets a process send any negative
 * code to others, and says itself who sent signals without a queue entry. */
static void
fill_queued_info(linux_siginfo& info, int hostSignal, const union sigval& value)
{
	memset(&info, 0, sizeof(info));
	info.signo = hostSignal;
	info.code = LINUX_SI_QUEUE;
	info.sender.pid = system_call(SYS_getpid);
	info.sender.uid = system_call(SYS_getuid_wide);
	memcpy(&info.sender.value, &value, sizeof(info.sender.value));
}

static int
send_to_thread(thread_id thread, uint32 signal, int hostSignal,
	const union sigval* value, bool queue)
{
	if (thread <= 0)
		return -ESRCH;
	if (signal == SIGKILLTHR)
		return _kern_kill_thread(thread);
	if (queue) {
		linux_siginfo info;
		fill_queued_info(info, hostSignal, *value);
		return system_call(SYS_rt_tgsigqueueinfo, system_call(SYS_getpid), thread, hostSignal,
			&info);
	}
	const int error = system_call(SYS_tgkill, system_call(SYS_getpid), thread, hostSignal);
	/* Not one of ours: another team's, if it exists. */
	return error == -ESRCH ? system_call(SYS_tkill, thread, hostSignal) : error;
}

extern "C" int
_kern_send_signal(int32 id, uint32 signal, const union sigval* value,
	uint32 flags)
{
	int hostSignal = signal_to_host(signal);
	const bool toThread = (flags & SIGNAL_FLAG_SEND_TO_THREAD) != 0;
	if (signal == SIGKILLTHR) {
		/* Of a team, the main thread's end is meant. */
		hostSignal = LINUX_SIGKILL;
	} else if (signal != 0 && hostSignal == 0)
		return -EINVAL;

	const bool queue = (flags & SIGNAL_FLAG_QUEUING_REQUIRED) != 0;
	if (queue && !is_readable(value))
		return -EFAULT;
	if (toThread)
		return send_to_thread(id, signal, hostSignal, value, queue);
	if (!queue)
		return system_call(SYS_kill, id, hostSignal);
	linux_siginfo info;
	fill_queued_info(info, hostSignal, *value);
	return system_call(SYS_rt_sigqueueinfo, id, hostSignal, &info);
}
