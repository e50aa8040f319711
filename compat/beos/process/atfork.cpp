#include <errno.h>
#include <pthread.h>

#include <symbol_versions.h>

/* BeOS's atfork(): function is called in each child that fork() makes. 0, or -1
 * with errno set. */
extern "C" LIBROOT_EXPORT int
__atfork_beos(void (*function)(void))
{
	const int error = pthread_atfork(nullptr, nullptr, function);
	if (error == 0)
		return 0;
	errno = error;
	return -1;
}

LEGACY_VERSION(__atfork_beos, atfork);
