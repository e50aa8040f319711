#include <errno.h>

#include <signal_functions.h>
#include <symbol_versions.h>

/* Empties a set. EINVAL: null. */
extern "C" LIBROOT_EXPORT int
__sigemptyset(sigset_t* set)
{
	if (set == nullptr) {
		errno = EINVAL;
		return -1;
	}
	*set = 0;
	return 0;
}

CURRENT_VERSION(__sigemptyset, sigemptyset);
