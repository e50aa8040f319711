/* <spawn.h>: the host's, with the calls that take a signal set taking the
 * current ABI's sigset_t. posix_spawnattr_t itself stays the host's, whose
 * posix_spawn() reads it. */
#ifndef _LIBROOT_SPAWN_H
#define _LIBROOT_SPAWN_H

/* All that the host's <spawn.h> includes comes first, so that sigset_t has its
 * other meaning in that one file only. */
#include <sched.h>
#include <sys/types.h>
#include <bits/types/sigset_t.h>

/* The host's declarations are read under names that nobody uses. */
#define sigset_t						__sigset_t
#define posix_spawnattr_getsigdefault	__host_posix_spawnattr_getsigdefault
#define posix_spawnattr_setsigdefault	__host_posix_spawnattr_setsigdefault
#define posix_spawnattr_getsigmask		__host_posix_spawnattr_getsigmask
#define posix_spawnattr_setsigmask		__host_posix_spawnattr_setsigmask
#include_next <spawn.h>
#undef sigset_t
#undef posix_spawnattr_getsigdefault
#undef posix_spawnattr_setsigdefault
#undef posix_spawnattr_getsigmask
#undef posix_spawnattr_setsigmask

__BEGIN_DECLS

extern int posix_spawnattr_getsigdefault(
	const posix_spawnattr_t *__restrict __attributes,
	sigset_t *__restrict __set) __THROW __nonnull((1, 2));
extern int posix_spawnattr_setsigdefault(
	posix_spawnattr_t *__restrict __attributes,
	const sigset_t *__restrict __set) __THROW __nonnull((1, 2));
extern int posix_spawnattr_getsigmask(
	const posix_spawnattr_t *__restrict __attributes,
	sigset_t *__restrict __set) __THROW __nonnull((1, 2));
extern int posix_spawnattr_setsigmask(
	posix_spawnattr_t *__restrict __attributes,
	const sigset_t *__restrict __set) __THROW __nonnull((1, 2));

__END_DECLS

#endif	/* _LIBROOT_SPAWN_H */
