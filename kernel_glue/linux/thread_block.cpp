#include "thread_block.h"

#include <kernel_threads.h>

#include "system_call.h"

__thread void* thread_block[TLS_MAX_KEYS];

extern "C" void**
_kern_thread_block(void)
{
	if (thread_block[0] == nullptr) {
		thread_block[1] = (void*)(uintptr_t)system_call(SYS_gettid);
		thread_block[0] = thread_block;
	}
	return thread_block;
}

void
renew_thread_block()
{
	if (thread_block[0] != nullptr)
		thread_block[1] = (void*)(uintptr_t)system_call(SYS_gettid);
}
