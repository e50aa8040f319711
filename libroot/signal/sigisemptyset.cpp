#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* 1 if the set is empty, else 0. EINVAL: null. GNU. */
extern "C" LIBROOT_EXPORT int
__sigisemptyset(const sigset_t* set)
{
	if (set == nullptr) {
		errno = EINVAL;
		return -1;
	}
	return *set == 0;
}

CURRENT_VERSION(__sigisemptyset, sigisemptyset);
