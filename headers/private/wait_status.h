/* The wait status word (current ABI: bits/waitstatus.h). */
#ifndef _LIBROOT_WAIT_STATUS_H
#define _LIBROOT_WAIT_STATUS_H

#include <sys/wait.h>

/* The word for what waitid() tells of a child. */
int status_of_child(const siginfo_t& info);

#endif	/* _LIBROOT_WAIT_STATUS_H */
