/* Whether a thread is in a section; sigfastblock(2): a word of the program's own
 * that counts some. */
#ifndef _FAST_BLOCK_H
#define _FAST_BLOCK_H

#include <signal_deferral.h>
#include <sys/lpmap.h>

#include "thread_state.h"

/* The program may have unmapped the word. If it cannot be used, it is forgotten,
 * so that the thread can go on; if it cannot even be read, returned: then the
 * caller owes the thread a SIGSEGV (FreeBSD sys/kern/kern_sig.c). Else null. */
volatile uint32_t* forget_unusable_word(thread_state& thread);

/* That SIGSEGV. */
void raise_word_fault(const volatile uint32_t* word);

/* With a word: does it count sections? */
bool counts_sections(thread_state& thread);

inline bool
is_in_fast_block(thread_state& thread)
{
	return __builtin_expect(thread.fast_block_word != nullptr, 0)
		&& counts_sections(thread);
}

/* Is the calling thread inside a section? */
inline bool
is_in_section(thread_state& thread)
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
