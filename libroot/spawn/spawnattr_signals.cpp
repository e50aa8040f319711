#include <kernel_contract.h>
#include <symbol_versions.h>

/* The signal sets of posix_spawn() attributes (POSIX). All return the error
 * number: EFAULT. */

/* The mask that the new program starts with. */
extern "C" LIBROOT_EXPORT int
__posix_spawnattr_setsigmask(posix_spawnattr_t* attributes, const sigset_t* set)
{
	return -_kern_set_spawn_signals(attributes, false, set);
}

CURRENT_VERSION(__posix_spawnattr_setsigmask, posix_spawnattr_setsigmask);

extern "C" LIBROOT_EXPORT int
__posix_spawnattr_getsigmask(const posix_spawnattr_t* attributes, sigset_t* set)
{
	return -_kern_get_spawn_signals(attributes, false, set);
}

CURRENT_VERSION(__posix_spawnattr_getsigmask, posix_spawnattr_getsigmask);

/* The signals that get their default action in the new program. */
extern "C" LIBROOT_EXPORT int
__posix_spawnattr_setsigdefault(posix_spawnattr_t* attributes,
	const sigset_t* set)
{
	return -_kern_set_spawn_signals(attributes, true, set);
}

CURRENT_VERSION(__posix_spawnattr_setsigdefault, posix_spawnattr_setsigdefault);

extern "C" LIBROOT_EXPORT int
__posix_spawnattr_getsigdefault(const posix_spawnattr_t* attributes,
	sigset_t* set)
{
	return -_kern_get_spawn_signals(attributes, true, set);
}

CURRENT_VERSION(__posix_spawnattr_getsigdefault, posix_spawnattr_getsigdefault);
