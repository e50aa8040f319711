#include "host_wait.h"

#include <signal.h>
#include <sys/wait.h>

#include "decode_status.h"

extern "C" host_decoding
host_decode(int status)
{
	return decode_status(status);
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
