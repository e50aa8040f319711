/* A status word as the wait macros of the including file read it: include after
 * the header that defines them. */
#ifndef _DECODE_STATUS_H
#define _DECODE_STATUS_H

#include "host_wait.h"

static inline host_decoding
decode_status(int status)
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

#endif	/* _DECODE_STATUS_H */
