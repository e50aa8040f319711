#include <signal_functions.h>
#include <symbol_versions.h>

/* The legacy wait(): as the legacy waitpid() for any child. */
extern "C" LIBROOT_EXPORT pid_t
__wait_beos(int* status)
{
	return __waitpid_beos(-1, status, 0);
}

LEGACY_VERSION(__wait_beos, wait);
