#include <errno.h>

#include <OS.h>

#include <kernel_contract.h>
#include <symbol_versions.h>

#include "native_error.h"

extern "C" LIBROOT_EXPORT thread_id
__find_thread(const char* name)
{
	const thread_id thread = _kern_find_thread(name);
	return thread >= 0 ? thread : native_error(thread);
}

CURRENT_VERSION(__find_thread, find_thread);
