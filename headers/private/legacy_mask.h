/* What legacy code holds blocked beyond its own 32 bits.
 *
 * A legacy set can only name the signals 1..29. Blocking "everything" (a set
 * with its sign bit) must hold back the others too, as it always did; but when
 * the mask is put back, those that current code had blocked must stay blocked,
 * and only those. So the thread remembers which they were.
 */
#ifndef _LIBROOT_LEGACY_MASK_H
#define _LIBROOT_LEGACY_MASK_H

#include <signal.h>

#include <legacy_abi.h>

/* Written by the thread itself, in the mask functions of both ABIs and by
 * siglongjmp(). The signal entry saves it before and restores it after a
 * handler, just as the kernel does with the mask itself. */
struct legacy_mask_state {
	/* Legacy code has blocked "everything". While false, the other field has
	 * no meaning and the kernel's mask says all. */
	bool		all_blocked;
	/* The signals outside the legacy set that would be blocked if legacy code
	 * had not done so. Current code's changes are applied here too. */
	sigset_t	blocked_by_current;
};

extern __thread legacy_mask_state legacy_mask
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* Current code has changed the mask. While legacy code holds everything back,
 * the mask shows more than current code has blocked; a change of what it shows
 * is a change of what current code wants. */
inline void
note_current_change(sigset_t before, sigset_t after)
{
	if (!legacy_mask.all_blocked)
		return;
	const sigset_t changed = (before ^ after) & BEYOND_LEGACY;
	legacy_mask.blocked_by_current
		= (legacy_mask.blocked_by_current & ~changed) | (after & changed);
}

/* A mask that was saved earlier comes back as a whole, with a jump for
 * instance. Unless it is of a time when legacy code had blocked everything, it
 * no longer does. */
inline void
note_returning_mask(sigset_t mask)
{
	if (legacy_mask.all_blocked
		&& (mask & BLOCKABLE_BEYOND_LEGACY) != BLOCKABLE_BEYOND_LEGACY)
		legacy_mask.all_blocked = false;
}

#endif	/* _LIBROOT_LEGACY_MASK_H */
