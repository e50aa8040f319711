/* The host's own reading of the same children. Host code sees the host's
 * headers and C library only. */
#ifndef _TESTS_HOST_WAIT_H
#define _TESTS_HOST_WAIT_H

#include <sys/types.h>

/* What the host's macros make of a status word of the host. */
struct host_decoding {
	bool	exited;
	int		exit_code;
	bool	signaled;
	int		terminating;	/* host's number */
	bool	dumped;
	bool	stopped;
	int		stopping;		/* host's number */
	bool	continued;
};

/* The members that the host's waitid() fills. */
struct host_info {
	int			code;		/* of the host */
	pid_t		pid;
	unsigned	uid;
	int			status;		/* exit code or host's signal number */
};

extern "C" {

host_decoding host_decode(int status);

/* waitid() of the host, leaving the child waitable: for any change of state. */
int host_look(pid_t child, host_info* info);

/* The host's CLD_ codes. */
enum host_code {
	HOST_EXITED, HOST_KILLED, HOST_DUMPED, HOST_TRAPPED, HOST_STOPPED,
	HOST_CONTINUED
};
int host_code_value(enum host_code code);

}

#endif	/* _TESTS_HOST_WAIT_H */
