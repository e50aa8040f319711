/* Calling a handler of the host's that has not asked for siginfo. */
#ifndef _PLAIN_HOST_HANDLER_H
#define _PLAIN_HOST_HANDLER_H

#include "linux_context.h"

/* The kernel passes the other arguments all the same. */
inline void
call_plain_host_handler(void* handler, int signal, linux_siginfo& info,
	linux_ucontext& context)
{
	((void (*)(int, linux_siginfo*, linux_ucontext*))handler)(signal, &info,
		&context);
}

#endif	/* _PLAIN_HOST_HANDLER_H */
