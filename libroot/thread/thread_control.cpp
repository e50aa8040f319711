#include <errno.h>

#include <OS.h>

#include <kernel_contract.h>
#include <symbol_versions.h>

#include "native_error.h"

extern "C" LIBROOT_EXPORT status_t
__kill_thread(thread_id thread)
{
	return native_error(_kern_kill_thread(thread));
}

CURRENT_VERSION(__kill_thread, kill_thread);

extern "C" LIBROOT_EXPORT status_t
__suspend_thread(thread_id thread)
{
	return native_error(_kern_suspend_thread(thread));
}

CURRENT_VERSION(__suspend_thread, suspend_thread);

extern "C" LIBROOT_EXPORT status_t
__resume_thread(thread_id thread)
{
	return native_error(_kern_resume_thread(thread));
}

CURRENT_VERSION(__resume_thread, resume_thread);
