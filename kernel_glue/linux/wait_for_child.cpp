#include <errno.h>
#include <limits.h>
#include <string.h>

#include <kernel_contract.h>

#include "signal_info.h"
#include "user_memory.h"
#include "waiting.h"

struct wait_flag_pair {
	uint32	flag;
	uint32	host;
};

static constexpr wait_flag_pair wait_flags[] = {
	{ WNOHANG, LINUX_WNOHANG },
	{ WUNTRACED, LINUX_WSTOPPED },
	{ WSTOPPED, LINUX_WSTOPPED },
	{ WCONTINUED, LINUX_WCONTINUED },
	{ WEXITED, LINUX_WEXITED },
	{ WNOWAIT, LINUX_WNOWAIT }
};

extern "C" int
_kern_wait_for_child(thread_id child, uint32 flags, siginfo_t* info,
	struct rusage* usage)
{
	uint32 hostFlags = 0;
	for (const wait_flag_pair& pair : wait_flags) {
		if ((flags & pair.flag) != 0)
			hostFlags |= pair.host;
		flags &= ~pair.flag;
	}
	if (flags != 0)
		return -EINVAL;
	if (!is_writable(info) || (usage != nullptr && !is_writable(usage)))
		return -EFAULT;

	int type = LINUX_P_PID;
	if (child == -1)
		type = LINUX_P_ALL;
	else if (child == INT_MIN)
		return -ECHILD;
	else if (child <= 0) {
		/* Group 0 is the caller's own. */
		type = LINUX_P_PGID;
		child = -child;
	}

	linux_siginfo hostInfo;
	hostInfo.child.pid = 0;
	const long error = cancellable_system_call(SYS_waitid, type, child,
		&hostInfo, hostFlags, usage);
	if (error < 0)
		return error;
	if (hostInfo.child.pid == 0) {
		memset(info, 0, sizeof(*info));
		return 0;
	}
	info_from_host(hostInfo, *info);
	return info->si_pid;
}
