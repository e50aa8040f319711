/* The mask for the time of a legacy call that waits with another one. */
#ifndef _LEGACY_WAIT_MASK_H
#define _LEGACY_WAIT_MASK_H

#include <legacy_abi.h>

/* What a legacy mask means while it replaces the thread's: as SIG_SETMASK
 * would make it, without making it so. */
sigset_t legacy_wait_mask(beos_sigset_t mask);

#endif	/* _LEGACY_WAIT_MASK_H */
