/* <pthread.h>: the host's, with the calls that keep a signal mask in an
 * attribute object taking the current ABI's sigset_t. */
#ifndef _LIBROOT_PTHREAD_H
#define _LIBROOT_PTHREAD_H

/* The host's declarations are read under names that nobody uses. */
#define pthread_attr_setsigmask_np	__host_pthread_attr_setsigmask_np
#define pthread_attr_getsigmask_np	__host_pthread_attr_getsigmask_np
#include_next <pthread.h>
#undef pthread_attr_setsigmask_np
#undef pthread_attr_getsigmask_np

#ifdef __USE_GNU
#	include <bits/types/sigset_t.h>

__BEGIN_DECLS

extern int pthread_attr_setsigmask_np(pthread_attr_t *__attributes,
	const sigset_t *__mask);
extern int pthread_attr_getsigmask_np(const pthread_attr_t *__attributes,
	sigset_t *__mask);

__END_DECLS
#endif

#endif	/* _LIBROOT_PTHREAD_H */
