#include <kernel_contract.h>
#include <symbol_versions.h>

/* The mask that a thread made with these attributes starts with (GNU). null:
 * its creator's. Returns the error number: EFAULT, ENOMEM. */
extern "C" LIBROOT_EXPORT int
__pthread_attr_setsigmask_np(pthread_attr_t* attributes, const sigset_t* set)
{
	return -_kern_set_pthread_mask(attributes, set);
}

CURRENT_VERSION(__pthread_attr_setsigmask_np, pthread_attr_setsigmask_np);

/* PTHREAD_ATTR_NO_SIGMASK_NP, which is no error: the attributes say nothing of
 * the mask. */
extern "C" LIBROOT_EXPORT int
__pthread_attr_getsigmask_np(const pthread_attr_t* attributes, sigset_t* set)
{
	const int result = _kern_get_pthread_mask(attributes, set);
	return result == PTHREAD_ATTR_NO_SIGMASK_NP ? result : -result;
}

CURRENT_VERSION(__pthread_attr_getsigmask_np, pthread_attr_getsigmask_np);
