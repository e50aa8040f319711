#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* The signals that are in both sets. EINVAL: a null pointer. GNU. */
extern "C" LIBROOT_EXPORT int
__sigandset(sigset_t* set, const sigset_t* left, const sigset_t* right)
{
	if (set == nullptr || left == nullptr || right == nullptr) {
		errno = EINVAL;
		return -1;
	}
	*set = *left & *right;
	return 0;
}

CURRENT_VERSION(__sigandset, sigandset);
