#include <wait_status.h>

int
status_of_child(const siginfo_t& info)
{
	switch (info.si_code) {
		case CLD_EXITED:
			return W_EXITCODE(info.si_status & 0xff, 0);
		case CLD_KILLED:
			return W_EXITCODE(0, info.si_status);
		case CLD_DUMPED:
			return W_EXITCODE(0, info.si_status) | WCOREFLAG;
		case CLD_CONTINUED:
			return __W_CONTINUED;
		default:
			/* CLD_STOPPED, and CLD_TRAPPED for tracers. */
			return W_STOPCODE(info.si_status);
	}
}
