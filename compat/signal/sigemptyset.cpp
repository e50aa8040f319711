#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy sigemptyset(). EINVAL: null. */
extern "C" LIBROOT_EXPORT int
__sigemptyset_beos(beos_sigset_t* set)
{
	if (set == nullptr) {
		errno = EINVAL;
		return -1;
	}
	*set = 0;
	return 0;
}

LEGACY_VERSION(__sigemptyset_beos, sigemptyset);
