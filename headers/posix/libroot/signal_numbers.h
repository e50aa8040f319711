/* The signal numbers that BeOS and the current ABI share.
 *
 * Source: BeOS R5 (1..22) and Haiku (23..29) <signal.h>. headers/legacy and
 * headers/posix both include this file; it is the one home of these numbers.
 * SIGBUS is not here: it is the one number on which the two ABIs disagree.
 */
#ifndef _LIBROOT_SIGNAL_NUMBERS_H
#define _LIBROOT_SIGNAL_NUMBERS_H

#define SIGHUP		1	/* the terminal is gone */
#define SIGINT		2	/* interrupt key */
#define SIGQUIT		3	/* quit key */
#define SIGILL		4	/* illegal instruction */
#define SIGCHLD		5	/* a child changed state */
#define SIGABRT		6	/* abort() */
#define SIGPIPE		7	/* write to a pipe that nobody reads */
#define SIGFPE		8	/* arithmetic error */
#define SIGKILL		9	/* end the process; cannot be caught */
#define SIGSTOP		10	/* stop the process; cannot be caught */
#define SIGSEGV		11	/* invalid memory reference */
#define SIGCONT		12	/* continue if stopped */
#define SIGTSTP		13	/* stop key */
#define SIGALRM		14	/* alarm() elapsed */
#define SIGTERM		15	/* termination request */
#define SIGTTIN		16	/* background read from the terminal */
#define SIGTTOU		17	/* background write to the terminal */
#define SIGUSR1		18	/* for the application */
#define SIGUSR2		19	/* for the application */
#define SIGWINCH	20	/* terminal window size changed */
#define SIGKILLTHR	21	/* end one thread; cannot be caught */
#define SIGTRAP		22	/* trace or breakpoint trap */
#define SIGPOLL		23	/* pollable event */
#define SIGPROF		24	/* profiling timer expired */
#define SIGSYS		25	/* bad system call */
#define SIGURG		26	/* urgent data at a socket */
#define SIGVTALRM	27	/* virtual timer expired */
#define SIGXCPU		28	/* CPU time limit exceeded */
#define SIGXFSZ		29	/* file size limit exceeded */

#endif	/* _LIBROOT_SIGNAL_NUMBERS_H */
