/* struct vregs: the registers of an interrupted thread, as handlers see and
 * change them. Layouts: BeOS R5 and Haiku <arch/x86/signal.h>, and for x86-64
 * Haiku <arch/x86_64/signal.h>. The legacy and the current ABI share them, so
 * headers/legacy includes this file too. */
#ifndef _LIBROOT_VREGS_H
#define _LIBROOT_VREGS_H

#if defined(__x86_64__)
#	include <libroot/arch/x86_64/vregs.h>
#elif defined(__i386__)
#	include <libroot/arch/x86/vregs.h>
#else
#	error "libroot knows the architectures i386 and x86-64 only"
#endif

typedef struct vregs vregs;

#endif	/* _LIBROOT_VREGS_H */
