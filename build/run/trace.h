#ifndef _TRACE_H
#define _TRACE_H

/* Set in a process that is traced, and in what it starts: libroot's loader of
 * BeOS's images looks at it. */
#define TRACE_VARIABLE	"LIBROOT_TRACE"

/* Starts libroot-run again, with libroot-trace.so. Returns an exit status if that
 * fails. */
int start_traced(char** arguments);

#endif	/* _TRACE_H */
