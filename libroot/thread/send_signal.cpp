#include <errno.h>

#include <OS.h>

#include <kernel_contract.h>
#include <symbol_versions.h>

#include "native_error.h"

extern "C" LIBROOT_EXPORT status_t
__send_signal_etc(int32 id, uint32 signal, uint32 flags)
{
	constexpr uint32 KNOWN = B_CHECK_PERMISSION | B_DO_NOT_RESCHEDULE
		| SIGNAL_FLAG_QUEUING_REQUIRED | SIGNAL_FLAG_SEND_TO_THREAD;
	if ((flags & ~KNOWN) != 0)
		return B_BAD_VALUE;
	const union sigval value = {};
	return native_error(_kern_send_signal(id, signal, &value, flags));
}

CURRENT_VERSION(__send_signal_etc, send_signal_etc);

extern "C" LIBROOT_EXPORT int
__send_signal(thread_id thread, unsigned int signal)
{
	return __send_signal_etc(thread, signal, SIGNAL_FLAG_SEND_TO_THREAD);
}

CURRENT_VERSION(__send_signal, send_signal);
