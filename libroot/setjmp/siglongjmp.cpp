#include <setjmp.h>

#include <kernel_contract.h>
#include <legacy_mask.h>
#include <symbol_versions.h>

/* Goes back to sigsetjmp(), restoring the mask if it was saved (POSIX). The
 * buffer is the host's, so that its setjmp() and longjmp() work on it too.
 * Async-signal-safe. */
extern "C" LIBROOT_EXPORT void
__siglongjmp(struct __jmp_buf_tag* environment, int value)
{
	/* What legacy code had blocked ends with the mask that comes back. */
	if (environment->__mask_was_saved)
		legacy_mask.all_blocked = false;
	_kern_long_jump(environment, value);
}

CURRENT_VERSION(__siglongjmp, siglongjmp);

/* The same function under its older name. */
extern "C" LIBROOT_EXPORT void
__longjmp(struct __jmp_buf_tag* environment, int value)
{
	__siglongjmp(environment, value);
}

CURRENT_VERSION(__longjmp, longjmp);
