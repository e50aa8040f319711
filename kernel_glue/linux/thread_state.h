/* What the kernel glue keeps for each thread. */
#ifndef _THREAD_STATE_H
#define _THREAD_STATE_H

#include <signal.h>

#include <legacy_mask.h>

#include "held_signals.h"
#include "linux_abi.h"
#include "linux_context.h"
#include "thread_pointer.h"

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

	/* The mask that the program believes in, while is_mask_known: the kernel's
	 * but for blocked_for_wait and, while holds_all, for everything. Written
	 * after the kernel's is; the signal entry sets it to the handler's mask and
	 * puts it back. Not written in a vfork child, whose mask is its own. */
	linux_sigset	mask;
	bool			is_mask_known;	/* else ask_for_program_mask() */
	/* The kernel blocks HOLDING_MASK instead of the program's mask, because a
	 * signal was held back: others wait in the kernel, in its order. Set by the
	 * entry on arrival, cleared when what is held is delivered. */
	bool			holds_all;
	/* Within that many host_call objects: an arrival leaves the kernel's mask
	 * as it is, because a new process or thread is about to inherit it. */
	uint16_t		host_calls;
	/* The word that the program has registered with sigfastblock(), or null.
	 * The program counts sections in it; the entry marks arrivals. It may be
	 * unmapped: see forget_unusable_word(). */
	volatile uint32_t*	fast_block_word;
	/* Counts the handlers that changed the mask of what they interrupted, so
	 * that what they interrupted in the middle of changing it notices. */
	uint32_t		mask_changes;

	/* What arrived inside sections. Changed with all signals blocked, or by
	 * the entry in a section. Outside sections it holds what the program
	 * itself has blocked since. */
	held_signals	held;
	/* A handler has changed the mask that comes back, and below it is another
	 * one that the kernel has interrupted before its first instruction, whose
	 * own frame does not tell: it asks the kernel. */
	bool			is_mask_in_doubt;

	/* Within that many thread_request_hold objects and locks: what
	 * kill_thread() and suspend_thread() ask of the thread waits, and this is
	 * the signal that carried it, or 0. */
	uint16_t		request_holds;
	uint16_t		waiting_request;
	/* Counts the handlers that were called, and the ends of suspensions: what
	 * ends a wait of the Kernel Kit. A futex. */
	uint32_t		interruptions;
	/* The thread's record if it was spawned; null otherwise. */
	struct team_thread*	spawned;

	/* While what a sigsuspend() or the like lets through is delivered: the mask
	 * that comes back with the first handler's return. Null otherwise. */
	const linux_sigset*	mask_behind;
};

extern __thread thread_state current_thread
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* A variable that each thread has, of the thread that runs at each moment. After
 * a handler of the program's that may be another one than before: it may have
 * switched contexts, and returned in the thread that took its own up again. So
 * the compiler must not use the address that it knows. Nor may it make one
 * from two places of which it knows one already: what does not depend on the
 * thread is computed here, before the handler. */
template<typename Type>
class threads_own {
public:
	explicit
	threads_own(Type& mine)
		:
		fOffset((uintptr_t)&mine - thread_pointer())
	{
		/* Here and not where it is used. */
		asm volatile("" : "+r"(fOffset));
	}

	Type&
	now() const
	{
		return *(Type*)(thread_pointer_now() + fOffset);
	}

private:
	/* From the thread pointer; that of our variables and of errno is the same
	 * in all threads (ELF TLS, initial exec). */
	uintptr_t	fOffset;
};

/* Makes the kernel block DELIVERING_MASK, until deliver_held_signals(). */
void hold_all(thread_state& thread);

/* The delivery with this index, and all after it, will not return. */
void end_delivery(thread_state& thread, int index);

/* Drops the deliveries that are over for a thread whose stack pointer is
 * stackPointer; alternate describes its alternate stack. */
void drop_left_deliveries(thread_state& thread, uintptr_t stackPointer,
	const linux_stack& alternate);

#endif	/* _THREAD_STATE_H */
