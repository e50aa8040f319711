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
	sigset_t mask;
	if (legacy_mask.all_blocked && _kern_saved_mask(environment, &mask))
		note_returning_mask(mask);
	_kern_long_jump(environment, value);
}

CURRENT_VERSION(__siglongjmp, siglongjmp);
HOST_VERSION(__siglongjmp, siglongjmp, HOST_BASE_NODE);

/* The same function under its older name. */
extern "C" LIBROOT_EXPORT void
__longjmp(struct __jmp_buf_tag* environment, int value)
{
	__siglongjmp(environment, value);
}

CURRENT_VERSION(__longjmp, longjmp);
HOST_VERSION(__longjmp, longjmp, HOST_BASE_NODE);

/* And under the name of the one that goes with _setjmp() (XSI). */
extern "C" LIBROOT_EXPORT void
___longjmp(struct __jmp_buf_tag* environment, int value)
{
	__siglongjmp(environment, value);
}

CURRENT_VERSION(___longjmp, _longjmp);
HOST_VERSION(___longjmp, _longjmp, HOST_BASE_NODE);
