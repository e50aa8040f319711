/* Waiting with a mask of the host's form in the place of the thread's. */
#ifndef _MASKED_WAIT_H
#define _MASKED_WAIT_H

#include <errno_result.h>

#include "host_signals.h"
#include "waiting.h"

/* Runs wait(mask), which returns what the kernel says; the signal entry knows
 * the mask meanwhile. errno and -1, or the result. */
template<typename Wait>
inline int
wait_with_host_mask(const host_sigset* mask, Wait wait)
{
	linux_sigset copy;
	if (!copy_mask(mask, copy))
		return errno_result(wait(mask));
	return errno_result(wait_with_temporary_mask(copy, [&] {
		return wait(&copy);
	}));
}

#endif	/* _MASKED_WAIT_H */
