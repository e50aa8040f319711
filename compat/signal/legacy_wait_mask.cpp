#include "legacy_wait_mask.h"

#include <kernel_contract.h>
#include <legacy_mask.h>

sigset_t
legacy_wait_mask(beos_sigset_t mask)
{
	const sigset_t wide = widen_set(mask);
	if (means_everything(mask))
		return wide;
	if (legacy_mask.all_blocked)
		return wide | legacy_mask.blocked_by_current;
	sigset_t current;
	_kern_set_signal_mask(SIG_BLOCK, nullptr, &current);
	return wide | (current & BEYOND_LEGACY);
}
