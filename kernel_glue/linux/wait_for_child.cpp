#include "kernel_inline.h"

extern "C" int
_kern_wait_for_child(thread_id child, uint32 flags, siginfo_t* info,
	struct rusage* usage)
{
	return _kern_wait_for_child_inline(child, flags, info, usage);
}
