#include <kernel_threads.h>
#include <symbol_versions.h>

/* For whoever starts programs of BeOS, before another thread is made: from then
 * on each thread of the process has its block at %fs. B_NO_MEMORY. */
extern "C" LIBROOT_EXPORT status_t
__enable_thread_blocks(void)
{
	return _kern_enable_thread_blocks();
}

PRIVATE_VERSION(__enable_thread_blocks, _enable_thread_blocks);
