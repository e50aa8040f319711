/* What the kernel's action says of the return from a handler.
 *
 * Nothing, where there is a vDSO, whose code the kernel then uses. Host code
 * may save and restore our action, and the host's sigaction() keeps the flag
 * but writes a null pointer (glibc sysdeps/unix/sysv/linux/i386/
 * libc_sigaction.c). */
#ifndef _RESTORER_H
#define _RESTORER_H

#include <sys/auxv.h>

#include "linux_abi.h"

/* The call that ends a handler for the kernel (entry.S). */
extern "C" __attribute__((visibility("hidden"))) void return_from_signal();

inline void
set_restorer(linux_sigaction& action)
{
	action.restorer = 0;
	if (getauxval(AT_SYSINFO_EHDR) != 0)
		return;
	action.flags |= LINUX_SA_RESTORER;
	action.restorer = (uintptr_t)return_from_signal;
}

#endif	/* _RESTORER_H */
