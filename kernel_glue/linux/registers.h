/* The registers of an interrupted thread in the kernel's frame and in vregs;
 * implemented in each architecture's registers.cpp. */
#ifndef _REGISTERS_H
#define _REGISTERS_H

#include <signal.h>

#include "linux_context.h"

void registers_from_host(const linux_ucontext& host, vregs& registers);

/* Loads what differs from the frame; the floating point and vector state is
 * written only if it was changed. */
void registers_to_host(const vregs& registers, linux_ucontext& host);

#endif	/* _REGISTERS_H */
