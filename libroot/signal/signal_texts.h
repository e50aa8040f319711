/* The texts of the signals that both ABIs have, in the order of their numbers,
 * from 0 on. */
#ifndef _SIGNAL_TEXTS_H
#define _SIGNAL_TEXTS_H

#define SIGNAL_TEXTS \
	/* 0 */ "Signal 0", \
	/* SIGHUP */ "Hangup", \
	/* SIGINT */ "Interrupt", \
	/* SIGQUIT */ "Quit", \
	/* SIGILL */ "Illegal instruction", \
	/* SIGCHLD */ "Child changed state", \
	/* SIGABRT */ "Aborted", \
	/* SIGPIPE */ "Broken pipe", \
	/* SIGFPE */ "Arithmetic error", \
	/* SIGKILL */ "Killed", \
	/* SIGSTOP */ "Stopped", \
	/* SIGSEGV */ "Segmentation violation", \
	/* SIGCONT */ "Continued", \
	/* SIGTSTP */ "Stopped from the terminal", \
	/* SIGALRM */ "Alarm clock", \
	/* SIGTERM */ "Terminated", \
	/* SIGTTIN */ "Stopped (terminal input)", \
	/* SIGTTOU */ "Stopped (terminal output)", \
	/* SIGUSR1 */ "User defined signal 1", \
	/* SIGUSR2 */ "User defined signal 2", \
	/* SIGWINCH */ "Window size changed", \
	/* SIGKILLTHR */ "Thread killed", \
	/* SIGTRAP */ "Trace or breakpoint trap", \
	/* SIGPOLL */ "Pollable event", \
	/* SIGPROF */ "Profiling timer expired", \
	/* SIGSYS */ "Bad system call", \
	/* SIGURG */ "Urgent data on socket", \
	/* SIGVTALRM */ "Virtual timer expired", \
	/* SIGXCPU */ "CPU time limit exceeded", \
	/* SIGXFSZ */ "File size limit exceeded"

#endif	/* _SIGNAL_TEXTS_H */
