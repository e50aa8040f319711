/* <sys/poll.h>: the host's, with ppoll() taking the current ABI's sigset_t.
 *
 * Under _FORTIFY_SOURCE the host checks ppoll() in a function of its own that
 * reads the host's set; ours is declared after those and goes unchecked. */
#ifndef _LIBROOT_SYS_POLL_H
#define _LIBROOT_SYS_POLL_H

/* The host's declaration is read under a name that nobody uses. */
#define ppoll	__host_ppoll
#include_next <sys/poll.h>
#undef ppoll

#ifdef __USE_GNU
#	include <bits/types/sigset_t.h>

__BEGIN_DECLS

#	ifndef __USE_TIME_BITS64
extern int ppoll(struct pollfd *__fds, nfds_t __count,
	const struct timespec *__timeout, const sigset_t *__mask);
#	else
extern int __REDIRECT(ppoll, (struct pollfd *__fds, nfds_t __count,
	const struct timespec *__timeout, const sigset_t *__mask), __ppoll64);
#	endif

__END_DECLS
#endif

#endif	/* _LIBROOT_SYS_POLL_H */
