#include "kernel_inline.h"

extern "C" int
_kern_sigaction(int signal, const struct sigaction* action,
	struct sigaction* oldAction)
{
	return _kern_sigaction_inline(signal, action, oldAction);
}
