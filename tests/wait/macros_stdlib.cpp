/* The wait macros as a program has them that includes <stdlib.h> only. */
#include <stdlib.h>

#include "host_wait.h"

host_decoding
decode_with_stdlib(int status)
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
		decoding.dumped = (status & 0x10000) != 0;	/* <stdlib.h> has no WCOREDUMP */
	}
	if (decoding.stopped)
		decoding.stopping = WSTOPSIG(status);
	return decoding;
}
