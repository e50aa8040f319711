/* What the kernel's action says of the return from a handler. */
#ifndef _RESTORER_H
#define _RESTORER_H

#include "linux_abi.h"

/* The call that ends a handler for the kernel (entry.S). */
extern "C" __attribute__((visibility("hidden"))) void return_from_signal();

inline void
set_restorer(linux_sigaction& action)
{
	action.flags |= LINUX_SA_RESTORER;
	action.restorer = (uintptr_t)return_from_signal;
}

#endif	/* _RESTORER_H */
