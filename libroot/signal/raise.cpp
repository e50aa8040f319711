#include <errno_result.h>
#include <signal_functions.h>
#include <symbol_versions.h>

/* Sends a signal to the calling thread; if it is caught, the handler has run
 * when this returns. EINVAL: no such signal. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__raise(int signal)
{
	return errno_result(_kern_send_signal(_kern_find_thread(nullptr), signal,
		nullptr, SIGNAL_FLAG_SEND_TO_THREAD));
}

CURRENT_VERSION(__raise, raise);
