/* Locks in shared memory that survive their holder.
 *
 * The word is that of a robust futex, the pending operation of the thread's
 * robust list refers to it: when the thread ends while it holds the lock, be it
 * by SIGKILL or exec(), the kernel sets LINUX_FUTEX_OWNER_DIED and wakes one who
 * waits. Where it cannot, for instance in a child of vfork(), those who wait find
 * out in LOCK_PATIENCE.
 *
 * One at a time. In a signal section from lock to unlock, and kill_thread() and
 * suspend_thread() wait for its end: a thread that goes on living, or is
 * stopped by one of its own team, holds no lock. (SIGSTOP does stop it anywhere.)
 */
#ifndef _OBJECT_LOCK_H
#define _OBJECT_LOCK_H

#include <errno.h>
#include <unistd.h>

#include "linux_abi.h"
#include "shared_objects.h"
#include "waiting.h"

/* Milliseconds. */
constexpr long LOCK_PATIENCE = 100;

/* A wait of the thread. Here and not in the frame that waits: a handler may
 * leave that frame by siglongjmp(), and nobody is told. */
struct object_wait {
	shared_object*	object;
	/* Whose it is; only compared. */
	const void*		call;
	uint64_t		ticket;
	uint32_t		key;		/* as in shared_objects::waits_for */
	uint32_t		place;		/* in shared_objects::waiters */
	/* Whose the place is: not that of a child that a handler has forked. */
	uint32_t		thread;
	bool			is_in_use;
	volatile bool	is_queued;
	/* A handler has run; resume_thread() was called. */
	volatile bool	was_interrupted;
	volatile bool	was_resumed;
};

/* What is kept of objects for each thread. Written by the thread itself, and by
 * its handlers, which put it back. */
struct object_thread {
	/* The thread's id, and the team in which it has it: in the child of fork()
	 * that is another than own_identity says, as it is at first. */
	uint64_t			team;
	uint32_t			id;
	/* Within lock(), unlock() and between. */
	uint32_t			locked;
	/* The signal that has asked for something meanwhile; 0 if none has. */
	int					postponed_request;
	/* Futexes to wake when the lock is given back: not before, for who is woken
	 * wants it. */
	static constexpr uint32_t MAX_WAKES = 8;
	uint32_t			wakes;
	std::atomic<uint32_t>*	wake[MAX_WAKES];
	/* Where it last found a free waiter and a free chunk. */
	uint32_t			waiter_hint;
	uint32_t			chunk_hint;
	/* How many are in use: handlers may wait in turn. */
	uint32_t			waits;
	static constexpr uint32_t MAX_WAITS = 4;
	object_wait			wait[MAX_WAITS];
	linux_robust_list*	robust_list;
	/* What it referred to before the lock. */
	void*				pending_before;
	/* For the pending operation if the thread has no robust list. */
	linux_robust_list	no_list;
};

extern __thread object_thread current_object_thread
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* Makes current_object_thread ready; its id. */
uint32_t prepare_object_thread();

/* futex(2) with 64 bits of time. By the host's function, which on i386 enters the
 * kernel faster than the interrupt does. */
template<typename... Arguments>
inline long
futex_call(std::atomic<uint32_t>& futex, Arguments... arguments)
{
	const int error = errno;
	const long result = syscall(SYS_futex64, &futex, (long)arguments...);
	if (result >= 0)
		return result;
	const long failure = -errno;
	errno = error;
	return failure;
}

/* True if the last holder ended with it: then things are to be put right. */
bool lock_object(object_lock& lock);
void unlock_object(object_lock& lock);

/* With the lock held: wakes who waits at the futex, when it is given back. */
void wake_after_unlock(std::atomic<uint32_t>& futex);

/* A request to end or suspend the thread has arrived by a signal: true if it has
 * to be sent again, and will be at the end of the lock. */
bool postpone_thread_request(int hostSignal);

/* The pending operation for a word: if the thread ends when the word says that
 * it holds it, the kernel notes that there. */
void* pending_of(std::atomic<uint32_t>& word);

/* A handler of the program's is about to run: the thread is in no queue
 * meanwhile, which the handler need not return to. */
void withdraw_from_queues();

/* Of resume_thread(); in a handler that may have come anywhere. */
void end_waits_of_resumed_thread();

class locked_object {
public:
	explicit
	locked_object(shared_object& object)
		:
		fLock(object.lock),
		fNeedsRecovery(lock_object(object.lock))
	{
	}

	~locked_object()
	{
		unlock_object(fLock);
	}

	locked_object(const locked_object&) = delete;

	bool
	needs_recovery() const
	{
		return fNeedsRecovery;
	}

private:
	object_lock&	fLock;
	const bool		fNeedsRecovery;
};

#endif	/* _OBJECT_LOCK_H */
