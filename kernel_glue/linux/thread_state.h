/* What the kernel glue keeps for each thread. */
#ifndef _THREAD_STATE_H
#define _THREAD_STATE_H

#include <signal.h>

#include <legacy_mask.h>

#include "linux_abi.h"
#include "linux_context.h"

/* One call of a handler; lives in the frame of the signal entry. */
struct delivery {
	linux_siginfo*	host_info;
	linux_ucontext*	host_context;
	siginfo_t		info;		/* filled for SA_SIGINFO handlers only */
	ucontext_t		context;
	/* As it was when the handler was called. */
	legacy_mask_state	legacy_mask;
};

/* All fields are written by the thread itself only, and by its handlers, which
 * put them back before they return. */
struct thread_state {
	/* Not 0 between vfork() and the return to the parent. The child runs on
	 * the parent's memory, this field included, but has dispositions of its
	 * own: it must not declare free what the parent's still refer to. First,
	 * because entry.S counts it up and down. */
	int				in_vfork_child;

	/* The deliveries that have not returned, innermost last. Handlers can be
	 * left by longjmp(), exceptions or a switch of stacks, so an entry counts
	 * only while the interrupted stack pointer shows that its frame is there;
	 * nothing is read through a pointer before that is known. Deliveries
	 * nested deeper than the array are counted but not kept. */
	static constexpr int MAX_DELIVERIES = 16;
	delivery*		deliveries[MAX_DELIVERIES];
	int				delivery_count;

	/* The mask in force while sigsuspend(), pselect() or ppoll() waits; null
	 * otherwise. The kernel's frame holds the mask from before the call, so
	 * the signal entry finds here what was blocked when it was called. Null
	 * again while a handler runs. */
	const linux_sigset*	temporary_mask;

	/* Signals that _kern_sigwait() has blocked for its own purposes; they are
	 * no part of the mask that the program believes in. */
	linux_sigset	blocked_for_wait;

	/* The last seen state of the host-only signals in the mask. A guess: host
	 * code changes them unseen, and whoever relies on it corrects it. */
	linux_sigset	host_only_blocked;

	/* The word that sigfastblock() has registered, or null. It is in the
	 * program's memory: asynchronous signals wait while its bits beyond
	 * SIGFASTBLOCK_FLAGS say so. */
	uint32_t*		fast_block_word;
};

extern __thread thread_state current_thread
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* Drops the deliveries that are over for a thread whose stack pointer is
 * stackPointer; alternate describes its alternate stack. */
void drop_left_deliveries(thread_state& thread, uintptr_t stackPointer,
	const linux_stack& alternate);

#endif	/* _THREAD_STATE_H */
