/* Calling handlers of the legacy ABI, which get their registers by value. */
#ifndef _LIBROOT_LEGACY_HANDLER_H
#define _LIBROOT_LEGACY_HANDLER_H

#include <signal.h>

/* Calls handler(signal, userdata, *registers) and stores into *registers what
 * the handler made of its copy. */
extern "C" __attribute__((visibility("hidden"))) void
call_legacy_handler(void* handler, int signal, void* userdata,
	vregs* registers);

#endif	/* _LIBROOT_LEGACY_HANDLER_H */
