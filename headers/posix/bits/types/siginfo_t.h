/* siginfo_t of the current ABI (Haiku's layout: no unions, code before
 * errno). Replaces the host's header of the same name. */
#ifndef __siginfo_t_defined
#define __siginfo_t_defined 1

#include <bits/types.h>
#include <bits/types/__sigval_t.h>

typedef struct __siginfo_t {
	int			si_signo;	/* signal number */
	int			si_code;	/* SI_*, or a code of the signal's own */
	int			si_errno;	/* error number that belongs to the signal, or 0 */
	__pid_t		si_pid;		/* sender, or the child for SIGCHLD */
	__uid_t		si_uid;		/* real user id of the sender */
	void		*si_addr;	/* faulting address or instruction */
	int			si_status;	/* exit code or signal, for SIGCHLD */
	long int	si_band;	/* event, for SIGPOLL */
	__sigval_t	si_value;	/* value given to sigqueue() */
} siginfo_t;

#endif
