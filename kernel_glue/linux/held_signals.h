/* Signals that have arrived inside a section.
 *
 * A signal that arrives inside a section is put aside with the action that was
 * in force, and the kernel's mask becomes HOLDING_MASK, so that the next ones
 * wait there. More than one arrives only when several frames were stacked
 * before the first instruction of the entry: no more than there are signals, or
 * as many as are queued for a handler with SA_NODEFER.
 */
#ifndef _HELD_SIGNALS_H
#define _HELD_SIGNALS_H

#include "linux_abi.h"
#include "stored_action.h"

struct thread_state;
struct linux_ucontext;

constexpr linux_sigset
host_set_of(int hostSignal)
{
	return linux_sigset{1} << (hostSignal - 1);
}

/* Signals that a fault raises: held back they would kill the process, because a
 * fault does not wait. */
constexpr linux_sigset FAULT_SIGNALS = host_set_of(LINUX_SIGSEGV)
	| host_set_of(LINUX_SIGBUS) | host_set_of(LINUX_SIGILL)
	| host_set_of(LINUX_SIGFPE) | host_set_of(LINUX_SIGTRAP)
	| host_set_of(LINUX_SIGSYS);

/* The C library's own: they never wait, and nobody may block them. */
constexpr linux_sigset C_LIBRARY_SIGNALS = host_set_of(32) | host_set_of(33);

/* Those that the kernel takes out of every mask. */
constexpr linux_sigset UNBLOCKABLE_SIGNALS = host_set_of(LINUX_SIGKILL)
	| host_set_of(LINUX_SIGSTOP);

/* What the kernel blocks while something is held. SIGABRT is not, because the
 * host's abort() unblocks it behind our back and expects it to arrive. */
constexpr linux_sigset HOLDING_MASK
	= ~(FAULT_SIGNALS | C_LIBRARY_SIGNALS | host_set_of(LINUX_SIGABRT));

/* What it blocks while libroot delivers what is held: also what somebody only
 * sends of the signals of faults, which libroot has none of there. */
constexpr linux_sigset DELIVERING_MASK = HOLDING_MASK | FAULT_SIGNALS;

/* What a signal that arrives inside a section runs through until it is put aside,
 * from the entry stubs on: another that arrives there has come later. */
#define SIGNAL_ENTRY \
	__attribute__((section(".text.sorted.signal_entry.1")))

struct held_signal {
	/* As much as the kernel ever fills (its struct kernel_siginfo, 48 bytes);
	 * the rest is zero. */
	static constexpr size_t INFO_SIZE = 48;

	int				signal;		/* the host's number */
	/* Where the kernel's frame lies, while frames below it may still come here
	 * with signals that have arrived earlier. 0 afterwards, and in all places
	 * that are not filled. */
	uintptr_t		frame;
	stored_action	action;
	unsigned char	info[INFO_SIZE];
};

/* Owned by one thread. push() is the entry's, and may be interrupted by itself:
 * a place is claimed with one instruction. Everything else happens while
 * signals are blocked. */
class held_signals {
public:
	bool
	is_empty() const
	{
		return fCount == 0;
	}

	uint32_t
	count() const
	{
		return fCount;
	}

	held_signal&
	operator[](uint32_t index)
	{
		return index < KEPT ? fKept[index] : fMore[index - KEPT];
	}

	const held_signal&
	operator[](uint32_t index) const
	{
		return index < KEPT ? fKept[index] : fMore[index - KEPT];
	}

	/* For all that can arrive at once before the kernel is told to keep them:
	 * no more than there are signals, unless a handler has SA_NODEFER. */
	bool
	has_room() const
	{
		return fMore == nullptr || fCount + LINUX_NSIG <= KEPT + MORE;
	}

	static constexpr uint32_t NO_PLACE = UINT32_MAX;

	/* A new place at the end; NO_PLACE if there is no memory. */
	SIGNAL_ENTRY uint32_t push();
	void remove(uint32_t index);
	/* Puts one before those of the same signal that have come here first because
	 * their frames were put upon its own. */
	SIGNAL_ENTRY void put_in_order(uint32_t index);
	/* No such frame is left. */
	SIGNAL_ENTRY void forget_frames();
	linux_sigset signals() const;

	/* The one of the set that the kernel would deliver first; count() if none
	 * is held. */
	uint32_t find(linux_sigset set) const;

	/* Forgets all, and gives back the memory. */
	void clear();

private:
	/* The most that a thread ever holds, in practice; the place for more is
	 * made on demand. */
	static constexpr uint32_t KEPT = 3;
	static constexpr uint32_t MORE = 4096;

	uint32_t		fCount;
	held_signal*	fMore;
	held_signal		fKept[KEPT];
};

/* Which of the set the kernel would deliver first (its next_signal()): those of
 * faults, even if somebody only sent them, and then the lowest number. */
constexpr int
first_signal_of(linux_sigset set)
{
	if ((set & FAULT_SIGNALS) != 0)
		set &= FAULT_SIGNALS;
	return __builtin_ctzll(set) + 1;
}

/* The signal has been sent: stop and continue signals discard each other. */
SIGNAL_ENTRY void forget_undone(thread_state& thread, int hostSignal);

/* Puts a signal aside that has arrived inside a section. */
SIGNAL_ENTRY void hold_signal(thread_state& thread, int hostSignal,
	const stored_action& action, linux_siginfo& info, linux_ucontext& context);

/* Delivers what is held and not blocked, and what the kernel has pending before
 * it, in the thread's state of now and as the kernel would. Not inside a
 * section. */
void deliver_held_signals(thread_state& thread);

/* The same if there is anything, and no section: after each change of the
 * mask. */
void deliver_unblocked_signals(thread_state& thread);

/* The program has set this disposition: what is pending is discarded if that is
 * to ignore it (POSIX, 2.4.3). What other threads hold follows when it is
 * delivered. */
void forget_ignored_signal(int hostSignal, uintptr_t disposition);

/* Takes the first of the set off, as sigwait() does. */
bool take_held_signal(linux_sigset set, linux_siginfo& info);

/* The thread ends: what it would have kept blocked, but the process was sent, is
 * for its other threads. */
void pass_held_signals_on(thread_state& thread);

/* Is anything held that the program has not blocked? What it has blocked since
 * stays held outside of sections too, until it is unblocked. */
bool has_deliverable_signals(const thread_state& thread);

/* After hold_all() inside a section: back to the program's mask, unless something
 * has arrived by now, so that the end of the section sees to it. */
void hold_no_longer(thread_state& thread);

/* In the child of fork(): what was held was the parent's. */
void forget_held_signals();

#endif	/* _HELD_SIGNALS_H */
