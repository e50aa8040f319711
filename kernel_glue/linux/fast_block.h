/* sigfastblock(2): a word of the program's own that counts sections. */
#ifndef _FAST_BLOCK_H
#define _FAST_BLOCK_H

#include <signal_deferral.h>

#include "thread_state.h"

inline bool
is_in_fast_block(const thread_state& thread)
{
	return thread.fast_block_word != nullptr
		&& (*thread.fast_block_word & ~SIGFASTBLOCK_FLAGS) != 0;
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
