#include "host_wait.h"

#include <signal.h>
#include <sys/wait.h>

extern "C" host_decoding
host_decode(int status)
{
	host_decoding decoding = {};
	decoding.exited = WIFEXITED(status);
	decoding.signaled = WIFSIGNALED(status);
	decoding.stopped = WIFSTOPPED(status);
	decoding.continued = WIFCONTINUED(status);
	if (decoding.exited)
		decoding.exit_code = WEXITSTATUS(status);
	if (decoding.signaled) {
		decoding.terminating = WTERMSIG(status);
		decoding.dumped = WCOREDUMP(status);
	}
	if (decoding.stopped)
		decoding.stopping = WSTOPSIG(status);
	return decoding;
}

extern "C" int
host_look(pid_t child, host_info* info)
{
	siginfo_t hostInfo = {};
	const int result = waitid(P_PID, child, &hostInfo,
		WEXITED | WSTOPPED | WCONTINUED | WNOWAIT);
	*info = { hostInfo.si_code, hostInfo.si_pid, hostInfo.si_uid,
		hostInfo.si_status };
	return result;
}

extern "C" int
host_code_value(enum host_code code)
{
	switch (code) {
		case HOST_EXITED:
			return CLD_EXITED;
		case HOST_KILLED:
			return CLD_KILLED;
		case HOST_DUMPED:
			return CLD_DUMPED;
		case HOST_TRAPPED:
			return CLD_TRAPPED;
		case HOST_STOPPED:
			return CLD_STOPPED;
		case HOST_CONTINUED:
			return CLD_CONTINUED;
	}
	return -1;
}
