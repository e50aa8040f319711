#include "signal_info.h"

#include <string.h>

#include "signal_table.h"

/* Codes of one signal: first..last are host code + distance. Codes that Linux
 * has added since show as "other", the closest of those that exist here. */
struct code_range {
	uint8_t	signal;
	uint8_t	last;
	uint8_t	distance;
	uint8_t	other;
};

static constexpr code_range code_ranges[] = {
	{ SIGILL, 8, ILL_ILLOPC - 1, ILL_ILLOPC },
	{ SIGFPE, 8, FPE_INTDIV - 1, FPE_FLTINV },
	{ SIGSEGV, 2, SEGV_MAPERR - 1, SEGV_ACCERR },
	{ SIGBUS, 3, BUS_ADRALN - 1, BUS_OBJERR },
	{ SIGTRAP, 2, TRAP_BRKPT - 1, TRAP_TRACE },
	{ SIGCHLD, 6, CLD_EXITED - 1, CLD_TRAPPED },
	{ SIGPOLL, 6, POLL_IN - 1, POLL_ERR }
};

struct code_pair {
	int	code;
	int	host;
};

static constexpr code_pair general_codes[] = {
	{ SI_USER, LINUX_SI_USER },
	{ SI_QUEUE, LINUX_SI_QUEUE },
	{ SI_TIMER, LINUX_SI_TIMER },
	{ SI_MESGQ, LINUX_SI_MESGQ },
	{ SI_ASYNCIO, LINUX_SI_ASYNCIO }
};

static const code_range*
range_of(int signal)
{
	for (const code_range& range : code_ranges) {
		if (range.signal == signal)
			return &range;
	}
	return nullptr;
}

static int
code_from_host(int signal, int host)
{
	if (host <= 0) {
		for (const code_pair& pair : general_codes) {
			if (pair.host == host)
				return pair.code;
		}
		/* SI_TKILL is how Linux marks what a thread was sent; anything else
		 * was made up by the sender, and carries a value. */
		return host == LINUX_SI_TKILL ? SI_USER : SI_QUEUE;
	}
	const code_range* range = range_of(signal);
	if (range == nullptr)
		return SI_USER;
	if (host <= range->last)
		return host + range->distance;
	if (host != LINUX_SI_KERNEL)
		return range->other;
	/* The kernel did it and says no more: a breakpoint instruction, an access
	 * to an address that no page can have, or no fault at all. */
	switch (signal) {
		case SIGTRAP:
			return TRAP_BRKPT;
		case SIGSEGV:
		case SIGBUS:
		case SIGILL:
		case SIGFPE:
			return range->other;
		default:
			return SI_USER;
	}
}

static int
code_to_host(int signal, int code)
{
	for (const code_pair& pair : general_codes) {
		if (pair.code == code)
			return pair.host;
	}
	const code_range* range = range_of(signal);
	if (range != nullptr && code > range->distance
		&& code <= range->distance + range->last)
		return code - range->distance;
	return LINUX_SI_USER;
}

static bool
is_fault_code(int hostCode)
{
	return hostCode > 0;
}

void
info_from_host(const linux_siginfo& host, siginfo_t& info)
{
	memset(&info, 0, sizeof(info));
	const int signal = foreign_signal_from_host(host.signo);
	info.si_signo = signal;
	info.si_errno = host.error;
	info.si_code = code_from_host(signal, host.code);

	if (is_fault_code(host.code)) {
		switch (signal) {
			case SIGILL:
			case SIGFPE:
			case SIGSEGV:
			case SIGBUS:
			case SIGTRAP:
				info.si_addr = host.fault.address;
				return;
			case SIGCHLD:
				info.si_pid = host.child.pid;
				info.si_uid = host.child.uid;
				/* The exit code, or the signal that changed the state. */
				info.si_status = info.si_code == CLD_EXITED
					? host.child.status
					: foreign_signal_from_host(host.child.status);
				return;
			case SIGPOLL:
				info.si_band = host.poll.band;
				return;
			default:
				return;
		}
	}
	if (host.code == LINUX_SI_TIMER) {
		memcpy(&info.si_value, &host.timer.value, sizeof(info.si_value));
		return;
	}
	info.si_pid = host.sender.pid;
	info.si_uid = host.sender.uid;
	if (info.si_code != SI_USER)
		memcpy(&info.si_value, &host.sender.value, sizeof(info.si_value));
}

void
info_to_host(const siginfo_t& info, linux_siginfo& host)
{
	memset(&host, 0, sizeof(host));
	host.signo = signal_to_host(info.si_signo);
	host.error = info.si_errno;
	host.code = code_to_host(info.si_signo, info.si_code);

	if (is_fault_code(host.code)) {
		switch (info.si_signo) {
			case SIGCHLD:
				host.child.pid = info.si_pid;
				host.child.uid = info.si_uid;
				host.child.status = info.si_code == CLD_EXITED
					? info.si_status : signal_to_host(info.si_status);
				return;
			case SIGPOLL:
				host.poll.band = info.si_band;
				return;
			default:
				host.fault.address = info.si_addr;
				return;
		}
	}
	host.sender.pid = info.si_pid;
	host.sender.uid = info.si_uid;
	memcpy(&host.sender.value, &info.si_value, sizeof(info.si_value));
}
