/* Whether a thread is in a section; sigfastblock(2): a word of the program's own
 * that counts some. */
#ifndef _FAST_BLOCK_H
#define _FAST_BLOCK_H

#include <signal_deferral.h>
#include <sys/lpmap.h>

#include "thread_state.h"

inline bool
is_in_fast_block(const thread_state& thread)
{
	return thread.fast_block_word != nullptr
		&& (*thread.fast_block_word & ~SIGFASTBLOCK_FLAGS) != 0;
}

/* Is the calling thread inside a section? */
inline bool
is_in_section(const thread_state& thread)
{
	return (__libroot_lpmap.blockallsigs & LPMAP_DEPTH_MASK) != 0
		|| is_in_fast_block(thread);
}

/* Something has arrived in the section: the program sees it when it leaves. */
inline void
note_fast_block_arrival(thread_state& thread)
{
	if (is_in_fast_block(thread)) {
		asm volatile("orl %1, %0" : "+m"(*thread.fast_block_word)
			: "i"(SIGFASTBLOCK_PEND) : "memory", "cc");
	}
}

#endif	/* _FAST_BLOCK_H */
