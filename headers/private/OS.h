/* The public <OS.h>, for libroot's own sources: to them a thread_state is what
 * the kernel glue keeps for a thread. */
#ifndef _LIBROOT_PRIVATE_OS_H
#define _LIBROOT_PRIVATE_OS_H

#define thread_state	thread_activity
#include_next <OS.h>
#undef thread_state

#endif	/* _LIBROOT_PRIVATE_OS_H */
