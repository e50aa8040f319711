/* The host's <sys/select.h>, with pselect() on the 32-bit set. */
#ifndef _LIBROOT_LEGACY_SYS_SELECT_H
#define _LIBROOT_LEGACY_SYS_SELECT_H

/* Out of the way: the host's declaration takes a 128-byte set. */
#define pselect __host_pselect
#include_next <sys/select.h>
#undef pselect

#include <bits/types/sigset_t.h>
#include <bits/types/struct_timespec.h>

__BEGIN_DECLS

extern int pselect(int __count, fd_set *__restrict __read_set,
	fd_set *__restrict __write_set, fd_set *__restrict __error_set,
	const struct timespec *__restrict __timeout,
	const sigset_t *__restrict __mask);

__END_DECLS

#endif	/* _LIBROOT_LEGACY_SYS_SELECT_H */
