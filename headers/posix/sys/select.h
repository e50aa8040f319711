/* <sys/select.h>: the host's, with pselect() taking the current ABI's
 * sigset_t. */
#ifndef _LIBROOT_SYS_SELECT_H
#define _LIBROOT_SYS_SELECT_H

/* The host's declaration is read under a name that nobody uses. */
#define pselect	__host_pselect
#include_next <sys/select.h>
#undef pselect

#ifdef __USE_XOPEN2K
__BEGIN_DECLS

#	ifndef __USE_TIME_BITS64
extern int pselect(int __count, fd_set *__restrict __read_set,
	fd_set *__restrict __write_set, fd_set *__restrict __error_set,
	const struct timespec *__restrict __timeout,
	const sigset_t *__restrict __mask);
#	else
extern int __REDIRECT(pselect, (int __count, fd_set *__restrict __read_set,
	fd_set *__restrict __write_set, fd_set *__restrict __error_set,
	const struct timespec *__restrict __timeout,
	const sigset_t *__restrict __mask), __pselect64);
#	endif

__END_DECLS
#endif

#endif	/* _LIBROOT_SYS_SELECT_H */
