/* Waiting for semaphores and ports, in order of arrival.
 *
 * Who waits stands in the queue of the object, and sleeps until somebody who has
 * changed the object sees that it is his turn (settle_queue()); then he takes
 * for himself what he waits for. So nothing is handed to one who may have ended
 * meanwhile, and what belongs to those who are first is left alone by others.
 */
#ifndef _OBJECT_WAITS_H
#define _OBJECT_WAITS_H

#include "object_lock.h"
#include "object_table.h"
#include "shared_objects.h"

/* Milliseconds between looks at whether other teams are still there. */
constexpr long WAIT_PATIENCE = 100;

/* Of somebody who has not begun to wait: behind all others. */
constexpr uint64_t NO_TICKET = UINT64_MAX;

struct queue_position {
	uint32_t	waiters;	/* before the ticket */
	uint64_t	needed;		/* by them */
};

/* The following: with the object's lock held. */

queue_position position_in_queue(uint32_t key, wait_kind kind,
	uint64_t ticket);

/* Wakes those whose turn it is, and forgets those that have ended. */
void settle_queue(shared_object& object, object_kind kind, int32_t id);

/* All look what has become of the object. */
void wake_queue(uint32_t key);

/* How long to wait, and what ends it. */
class waiting_terms {
public:
	waiting_terms(uint32 flags, bigtime_t timeout);

	/* B_OK while there is time; else why there is none. */
	status_t status() const;

	bool
	can_interrupt() const
	{
		return fCanInterrupt;
	}

	/* Of the monotonic clock, microseconds; B_INFINITE_TIMEOUT: none. */
	bigtime_t
	deadline() const
	{
		return fDeadline;
	}

private:
	bigtime_t	fDeadline;
	bool		fIsImmediate;
	bool		fCanInterrupt;
};

/* A call that waits until it can take something from an object. */
class waiting_call {
public:
	/* Called with the lock held. ticket: the caller's place in the queue.
	 * B_WOULD_BLOCK: it is not his turn. Else what the call returns. */
	typedef status_t (*take_function)(void* context, uint64_t ticket);

	waiting_call(shared_object& object, object_kind kind, int32_t id,
		wait_kind what, int32_t needed);

	template<typename Take>
	status_t
	run(const waiting_terms& terms, Take take)
	{
		return run(terms, [](void* context, uint64_t ticket) -> status_t {
			return (*(Take*)context)(ticket);
		}, &take);
	}

private:
	status_t run(const waiting_terms& terms, take_function take,
		void* context);
	bool is_own_wait() const;
	void begin_wait();
	status_t stand_in_queue();
	void leave_queue();
	status_t try_to_take(const waiting_terms& terms, take_function take,
		void* context);
	void sleep(const waiting_terms& terms);
	bool is_watched() const;

	shared_object&		fObject;
	const object_kind	fKind;
	const int32_t		fId;
	const uint32_t		fKey;
	const wait_kind		fWhat;
	const int32_t		fNeeded;
	/* Null before the first time in the queue, or if there are too many waits
	 * of the thread: then it is fOwn. */
	object_wait*		fWait;
	object_wait			fOwn;
	uint64_t			fTicket;
	void*				fPendingBefore;
	/* Nobody has woken the last sleep. */
	bool				fHasLooked;
};

#endif	/* _OBJECT_WAITS_H */
