/* The signals that libroot and the host have in common, by name: each side's
 * header supplies the numbers, so that no test repeats a table of them. */
#ifndef _TESTS_SIGNAL_NAMES_H
#define _TESTS_SIGNAL_NAMES_H

#define FOR_EACH_COMMON_SIGNAL(operation) \
	operation(SIGHUP) operation(SIGINT) operation(SIGQUIT) operation(SIGILL) \
	operation(SIGCHLD) operation(SIGABRT) operation(SIGPIPE) operation(SIGFPE) \
	operation(SIGKILL) operation(SIGSTOP) operation(SIGSEGV) operation(SIGCONT) \
	operation(SIGTSTP) operation(SIGALRM) operation(SIGTERM) operation(SIGTTIN) \
	operation(SIGTTOU) operation(SIGUSR1) operation(SIGUSR2) \
	operation(SIGWINCH) operation(SIGTRAP) operation(SIGPOLL) operation(SIGPROF) \
	operation(SIGSYS) operation(SIGURG) operation(SIGVTALRM) operation(SIGXCPU) \
	operation(SIGXFSZ) operation(SIGBUS)

/* In the order of FOR_EACH_COMMON_SIGNAL, ended by 0: as the host's header has
 * them. Defined by host_signals.inc in a *.host.cpp of the suite. */
extern "C" const int host_numbers_of_common_signals[];

#endif	/* _TESTS_SIGNAL_NAMES_H */
