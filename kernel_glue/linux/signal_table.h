/* Which signal of the current ABI is which of Linux: the one home of this
 * fact. Everything else (single numbers, sets) is computed from it by the
 * compiler. */
#ifndef _SIGNAL_TABLE_H
#define _SIGNAL_TABLE_H

#include <signal.h>

#include <kernel_contract.h>

#include "linux_abi.h"

struct signal_pair {
	uint8_t	signal;
	uint8_t	host;
};

/* SIGKILLTHR and the reserved signals have no partner: kill_thread() does the
 * former's work, and the latter must not appear under another's number. */
inline constexpr signal_pair signal_pairs[] = {
	{ SIGHUP, LINUX_SIGHUP },
	{ SIGINT, LINUX_SIGINT },
	{ SIGQUIT, LINUX_SIGQUIT },
	{ SIGILL, LINUX_SIGILL },
	{ SIGCHLD, LINUX_SIGCHLD },
	{ SIGABRT, LINUX_SIGABRT },
	{ SIGPIPE, LINUX_SIGPIPE },
	{ SIGFPE, LINUX_SIGFPE },
	{ SIGKILL, LINUX_SIGKILL },
	{ SIGSTOP, LINUX_SIGSTOP },
	{ SIGSEGV, LINUX_SIGSEGV },
	{ SIGCONT, LINUX_SIGCONT },
	{ SIGTSTP, LINUX_SIGTSTP },
	{ SIGALRM, LINUX_SIGALRM },
	{ SIGTERM, LINUX_SIGTERM },
	{ SIGTTIN, LINUX_SIGTTIN },
	{ SIGTTOU, LINUX_SIGTTOU },
	{ SIGUSR1, LINUX_SIGUSR1 },
	{ SIGUSR2, LINUX_SIGUSR2 },
	{ SIGWINCH, LINUX_SIGWINCH },
	{ SIGTRAP, LINUX_SIGTRAP },
	{ SIGPOLL, LINUX_SIGPOLL },
	{ SIGPROF, LINUX_SIGPROF },
	{ SIGSYS, LINUX_SIGSYS },
	{ SIGURG, LINUX_SIGURG },
	{ SIGVTALRM, LINUX_SIGVTALRM },
	{ SIGXCPU, LINUX_SIGXCPU },
	{ SIGXFSZ, LINUX_SIGXFSZ },
	{ SIGBUS, LINUX_SIGBUS },
	{ 33, LINUX_FIRST_REALTIME },
	{ 34, LINUX_FIRST_REALTIME + 1 },
	{ 35, LINUX_FIRST_REALTIME + 2 },
	{ 36, LINUX_FIRST_REALTIME + 3 },
	{ 37, LINUX_FIRST_REALTIME + 4 },
	{ 38, LINUX_FIRST_REALTIME + 5 },
	{ 39, LINUX_FIRST_REALTIME + 6 },
	{ 40, LINUX_FIRST_REALTIME + 7 }
};

struct signal_numbers {
	uint8_t	to_host[__MAX_SIGNO + 1];
	uint8_t	from_host[LINUX_NSIG + 1];
};

inline constexpr signal_numbers signal_number_table = [] {
	signal_numbers table = {};
	for (const signal_pair& pair : signal_pairs) {
		table.to_host[pair.signal] = pair.host;
		table.from_host[pair.host] = pair.signal;
	}
	return table;
}();

/* Is this a number that a program may use? */
inline bool
is_signal(uint32_t signal)
{
	return signal - 1 < SIGNAL_REALTIME_MAX;
}

/* The host's number, or 0 if the host has no such signal. */
inline int
signal_to_host(uint32_t signal)
{
	return is_signal(signal) ? signal_number_table.to_host[signal] : 0;
}

/* Our number for a signal of the host, or 0. */
inline int
signal_from_host(uint32_t host)
{
	return host <= LINUX_NSIG ? signal_number_table.from_host[host] : 0;
}

/* As signal_from_host(), but for reports about other processes, which can die
 * of any signal: one without a number shows above all numbers of ours. */
inline int
foreign_signal_from_host(uint32_t host)
{
	const int signal = signal_from_host(host);
	return signal != 0 || host == 0 ? signal : (int)host + __MAX_SIGNO;
}

#endif	/* _SIGNAL_TABLE_H */
