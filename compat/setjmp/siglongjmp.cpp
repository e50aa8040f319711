#include <kernel_contract.h>
#include <legacy_mask.h>
#include <signal_functions.h>
#include <symbol_versions.h>

#include "legacy_jump.h"

/* Called by the legacy __sigsetjmp(), after the registers are saved. */
extern "C" int
save_legacy_mask(struct jmp_buf_beos* environment, int saveMask)
{
	environment->mask_was_saved = saveMask != 0
		&& change_legacy_mask(SIG_BLOCK, nullptr, &environment->saved_mask) == 0;
	return 0;
}

/* The legacy siglongjmp(), on BeOS's jump buffer. Async-signal-safe. */
extern "C" LIBROOT_EXPORT void
__siglongjmp_beos(struct jmp_buf_beos* environment, int value)
{
	sigset_t blockedByCurrent;
	const bool leavesHandler = _kern_leave_handlers(
		legacy_stack_pointer(*environment), &blockedByCurrent);
	if (environment->mask_was_saved != 0) {
		/* What the handlers blocked ends with them. A legacy mask can not say
		 * so of the signals beyond it. */
		if (leavesHandler)
			legacy_mask = { true, blockedByCurrent & BEYOND_LEGACY };
		change_legacy_mask(SIG_SETMASK, &environment->saved_mask, nullptr);
	}
	restore_legacy_registers(environment, value != 0 ? value : 1);
}

LEGACY_VERSION(__siglongjmp_beos, siglongjmp);

/* The same function under its older name. */
extern "C" LIBROOT_EXPORT void
__longjmp_beos(struct jmp_buf_beos* environment, int value)
{
	__siglongjmp_beos(environment, value);
}

LEGACY_VERSION(__longjmp_beos, longjmp);
