#ifndef _TRACE_H
#define _TRACE_H

#include <stdbool.h>

/* Set in a process that is traced, and in what it starts: libroot's loader of
 * BeOS's images looks at it. */
#define TRACE_VARIABLE	"LIBROOT_TRACE"

/* From now on programs are started with libroot-trace.so. False: no memory. */
bool set_trace_variables(void);

#endif	/* _TRACE_H */
