#include <legacy_abi.h>
#include <symbol_versions.h>

#include "../../libroot/signal/signal_texts.h"

/* The table in its old size (early Haiku's NSIG). */
extern "C" LIBROOT_EXPORT const char* const __sys_siglist_beos[LEGACY_NSIG] = {
	SIGNAL_TEXTS
};

LEGACY_VERSION(__sys_siglist_beos, sys_siglist);
