#include "object_waits.h"

#include <errno.h>

#include <kernel_contract.h>

#include "monotonic_time.h"
#include "system_call.h"
#include "team_identity.h"
#include "thread_state.h"
#include "waiting.h"

constexpr uint32_t NO_PLACE = UINT32_MAX;

/* No result of any call. */
constexpr status_t STILL_WAITING = INT32_MAX;

static uint32_t
used_waiters(const shared_objects& objects)
{
	const uint32_t limit = objects.header.waiter_limit.load();
	return limit < MAX_WAITERS ? limit : MAX_WAITERS;
}

/* Calls visit(waiter, place) for each in the queue. */
template<typename Visit>
static void
visit_queue(uint32_t key, Visit visit)
{
	shared_objects& objects = *mapped_objects.load();
	const uint32_t limit = used_waiters(objects);
	for (uint32_t i = 0; i < limit; i++) {
		if (objects.waits_for[i].load(std::memory_order_relaxed) == key)
			visit(objects.waiters[i], i);
	}
}

static void
wake(shared_waiter& waiter)
{
	if (waiter.state.exchange(1) == 0)
		wake_after_unlock(waiter.state);
}

void
wake_queue(uint32_t key)
{
	visit_queue(key, [](shared_waiter& waiter, uint32_t) { wake(waiter); });
}

queue_position
position_in_queue(uint32_t key, wait_kind kind, uint64_t ticket)
{
	queue_position position = { 0, 0 };
	visit_queue(key, [&](shared_waiter& waiter, uint32_t) {
		if (waiter.kind.load(std::memory_order_relaxed) == kind
			&& waiter.ticket.load(std::memory_order_relaxed) < ticket) {
			position.waiters++;
			position.needed
				+= (uint32_t)waiter.needed.load(std::memory_order_relaxed);
		}
	});
	return position;
}

/* The thread has ended in the queue: the kernel has said so. */
static bool
forget_ended(shared_objects& objects, shared_waiter& waiter, uint32_t place)
{
	uint32_t holder = waiter.holder.load(std::memory_order_relaxed);
	if ((holder & LINUX_FUTEX_TID_MASK) != 0)
		return false;
	objects.waits_for[place].store(0);
	waiter.holder.compare_exchange_strong(holder, 0);
	return true;
}

/* Those that wait for anything, however many: the first of one kind behind a
 * ticket. */
static shared_waiter*
next_in_queue(uint32_t key, wait_kind kind, uint64_t behind)
{
	shared_objects& objects = *mapped_objects.load();
	shared_waiter* next = nullptr;
	visit_queue(key, [&](shared_waiter& waiter, uint32_t place) {
		const uint64_t ticket = waiter.ticket.load(std::memory_order_relaxed);
		if (waiter.kind.load(std::memory_order_relaxed) == kind
			&& ticket > behind
			&& (next == nullptr || ticket < next->ticket.load())
			&& !forget_ended(objects, waiter, place))
			next = &waiter;
	});
	return next;
}

static void
settle_semaphore(shared_semaphore& semaphore, uint32_t key)
{
	const uint32_t count = (uint32_t)semaphore.word.load();
	if ((count & SEM_HAS_WAITERS) == 0)
		return;
	uint32_t available = count & SEM_COUNT_MASK;
	shared_waiter* waiter = next_in_queue(key, WAITS_FOR_SEM, 0);
	if (waiter == nullptr) {
		semaphore.word.fetch_and(~(uint64_t)SEM_HAS_WAITERS);
		return;
	}
	while (waiter != nullptr
		&& (uint32_t)waiter->needed.load() <= available) {
		available -= (uint32_t)waiter->needed.load();
		wake(*waiter);
		waiter = next_in_queue(key, WAITS_FOR_SEM, waiter->ticket.load());
	}
}

static void
wake_first(uint32_t key, wait_kind kind, uint32_t number)
{
	uint64_t behind = 0;
	while (number-- > 0) {
		shared_waiter* waiter = next_in_queue(key, kind, behind);
		if (waiter == nullptr)
			return;
		behind = waiter->ticket.load();
		wake(*waiter);
	}
}

static void
settle_port(shared_port& port, uint32_t key)
{
	/* Ports are seldom waited for by many, and mostly by nobody. */
	uint32_t kinds = 0;
	visit_queue(key, [&](shared_waiter& waiter, uint32_t) {
		kinds |= 1 << (waiter.kind.load(std::memory_order_relaxed) & 31);
	});
	if (kinds == 0)
		return;
	const uint32_t count = port.count.load();
	const uint32_t capacity = port.capacity.load();
	const bool isClosed = port.is_closed.load() != 0;
	/* One at a time: who has written wakes the next. */
	const uint32_t writers = count < capacity ? 1 : 0;
	if ((kinds & 1 << WAITS_TO_READ) != 0)
		wake_first(key, WAITS_TO_READ, isClosed ? UINT32_MAX : count);
	if ((kinds & 1 << WAITS_TO_WRITE) != 0)
		wake_first(key, WAITS_TO_WRITE, isClosed ? UINT32_MAX : writers);
	if ((kinds & 1 << WAITS_TO_LOOK) != 0 && (count != 0 || isClosed))
		wake_first(key, WAITS_TO_LOOK, UINT32_MAX);
}

void
settle_queue(shared_object& object, object_kind kind, int32_t id)
{
	const uint32_t key = wait_key(kind, id);
	if (object.id() != id)
		wake_queue(key);
	else if (kind == SEMAPHORE)
		settle_semaphore((shared_semaphore&)object, key);
	else
		settle_port((shared_port&)object, key);
}

waiting_terms::waiting_terms(uint32 flags, bigtime_t timeout)
	:
	fDeadline(B_INFINITE_TIMEOUT),
	fIsImmediate(false),
	fCanInterrupt((flags & B_CAN_INTERRUPT) != 0)
{
	if ((flags & B_RELATIVE_TIMEOUT) != 0) {
		if (timeout <= 0)
			fIsImmediate = true;
		else {
			const bigtime_t now = monotonic_time();
			if (timeout < B_INFINITE_TIMEOUT - now)
				fDeadline = now + timeout;
		}
	} else if ((flags & B_ABSOLUTE_TIMEOUT) != 0)
		fDeadline = timeout < 0 ? 0 : timeout;
}

status_t
waiting_terms::status() const
{
	if (fIsImmediate)
		return B_WOULD_BLOCK;
	if (fDeadline != B_INFINITE_TIMEOUT && monotonic_time() >= fDeadline)
		return B_TIMED_OUT;
	return B_OK;
}

static bool
take_waiter(shared_objects& objects, uint32_t place, uint32_t self)
{
	uint32_t holder = objects.waiters[place].holder.load();
	/* One that has ended while it was in a queue is forgotten by those who see
	 * to the queue. */
	return (holder & LINUX_FUTEX_TID_MASK) == 0
		&& objects.waits_for[place].load() == 0
		&& objects.waiters[place].holder.compare_exchange_strong(holder, self);
}

/* Makes a new place. */
static bool
add_waiter(shared_objects& objects)
{
	/* Of the smaller of the two arrays' elements fit in a page. */
	constexpr uint32_t STEP = B_PAGE_SIZE / sizeof(shared_waiter);

	uint32_t limit = used_waiters(objects);
	if (limit == MAX_WAITERS)
		return false;
	if (limit % STEP == 0
		&& (!is_backed(&objects.waiters[limit], sizeof(shared_waiter))
			|| !is_backed(&objects.waits_for[limit], sizeof(uint32_t))))
		return false;
	objects.header.waiter_limit.compare_exchange_strong(limit, limit + 1);
	return true;
}

/* Those of threads of whose end nobody was told, as children of vfork(). */
static void
forget_lost_waiters(shared_objects& objects)
{
	const uint32_t limit = used_waiters(objects);
	for (uint32_t i = 0; i < limit; i++) {
		uint32_t holder = objects.waiters[i].holder.load();
		if (holder != 0 && system_call(SYS_tkill,
				holder & LINUX_FUTEX_TID_MASK, 0) == -ESRCH) {
			objects.waits_for[i].store(0);
			objects.waiters[i].holder.compare_exchange_strong(holder, 0);
		}
	}
}

/* A place among the waiters that nobody has; NO_PLACE if there is none. */
static uint32_t
claim_waiter(shared_objects& objects, uint32_t self)
{
	object_thread& thread = current_object_thread;
	const uint32_t hint = thread.waiter_hint & (MAX_WAITERS - 1);
	if (hint < used_waiters(objects) && take_waiter(objects, hint, self))
		return hint;
	for (bool hasSearched = false;;) {
		const uint32_t limit = used_waiters(objects);
		for (uint32_t i = 0; i < limit; i++) {
			if (take_waiter(objects, i, self)) {
				thread.waiter_hint = i;
				return i;
			}
		}
		if (add_waiter(objects))
			continue;
		if (hasSearched)
			return NO_PLACE;
		hasSearched = true;
		forget_lost_waiters(objects);
	}
}

static void
give_back_waiter(uint32_t place, uint32_t self)
{
	shared_objects& objects = *mapped_objects.load();
	objects.waits_for[place].store(0);
	objects.waiters[place].holder.compare_exchange_strong(self, 0);
}

/* One of the thread's. Where no handler runs, none of them is going on: they
 * were left by siglongjmp(). */
static object_wait*
claim_wait()
{
	object_thread& thread = current_object_thread;
	const bool noneGoesOn = current_thread.delivery_count == 0;
	object_wait* found = nullptr;
	for (object_wait& wait : thread.wait) {
		if (wait.is_in_use && noneGoesOn) {
			if (wait.place != NO_PLACE && wait.thread == thread.id)
				give_back_waiter(wait.place, thread.id);
			wait.is_in_use = false;
			thread.waits--;
		}
		if (!wait.is_in_use)
			found = &wait;
	}
	if (found != nullptr) {
		found->is_in_use = true;
		thread.waits++;
	}
	return found;
}

waiting_call::waiting_call(shared_object& object, object_kind kind, int32_t id,
	wait_kind what, int32_t needed)
	:
	fObject(object),
	fKind(kind),
	fId(id),
	fKey(wait_key(kind, id)),
	fWhat(what),
	fNeeded(needed),
	fWait(nullptr),
	fTicket(NO_TICKET),
	fPendingBefore(nullptr),
	fHasLooked(false)
{
}

/* Not if somebody who ran in the middle, and was no handler that we know of, has
 * waited too. */
bool
waiting_call::is_own_wait() const
{
	return fWait == &fOwn
		|| (fWait != nullptr && fWait->is_in_use && fWait->call == this);
}

void
waiting_call::begin_wait()
{
	fWait = claim_wait();
	if (fWait == nullptr)
		fWait = &fOwn;
	fWait->object = &fObject;
	fWait->call = this;
	fWait->key = fKey;
	fWait->place = NO_PLACE;
	fWait->is_queued = false;
	fWait->was_interrupted = false;
	fWait->was_resumed = false;
}

/* With the lock held. B_OK, or B_NO_MEMORY. */
status_t
waiting_call::stand_in_queue()
{
	object_thread& thread = current_object_thread;
	if (fTicket == NO_TICKET) {
		fTicket = fObject.next_ticket.fetch_add(1) + 1;
		fPendingBefore = thread.pending_before;
	}
	if (!is_own_wait())
		begin_wait();

	shared_objects& objects = *mapped_objects.load();
	const uint32_t self = prepare_object_thread();
	if (fWait->place == NO_PLACE || fWait->thread != self) {
		/* In a child that a handler has forked the place is the parent's. */
		fWait->is_queued = false;
		fWait->thread = self;
		fWait->place = claim_waiter(objects, self);
		if (fWait->place == NO_PLACE)
			return B_NO_MEMORY;
	}
	shared_waiter& waiter = objects.waiters[fWait->place];
	waiter.state.store(0, std::memory_order_relaxed);
	if (!fWait->is_queued) {
		waiter.kind.store(fWhat, std::memory_order_relaxed);
		waiter.needed.store(fNeeded, std::memory_order_relaxed);
		waiter.ticket.store(fTicket, std::memory_order_relaxed);
		objects.waits_for[fWait->place].store(fKey);
		fWait->is_queued = true;
	}
	/* From the end of the lock on. */
	thread.pending_before = pending_of(waiter.holder);
	return B_OK;
}

/* With the lock held. */
void
waiting_call::leave_queue()
{
	if (fTicket == NO_TICKET)
		return;
	object_thread& thread = current_object_thread;
	thread.pending_before = fPendingBefore;
	if (!is_own_wait())
		return;
	if (fWait->place != NO_PLACE && fWait->thread == prepare_object_thread())
		give_back_waiter(fWait->place, fWait->thread);
	fWait->is_queued = false;
	if (fWait != &fOwn) {
		fWait->is_in_use = false;
		thread.waits--;
	}
}

/* May others who use the object end without ours noticing? */
bool
waiting_call::is_watched() const
{
	return fObject.is_shared.load(std::memory_order_relaxed) != 0
		|| fObject.owner.load(std::memory_order_relaxed) != this_team();
}

void
waiting_call::sleep(const waiting_terms& terms)
{
	bigtime_t until = terms.deadline();
	if (is_watched()) {
		const bigtime_t look = monotonic_time() + WAIT_PATIENCE * 1000;
		if (look < until)
			until = look;
	}
	/* Always with a timeout: without, the kernel would start the call again after
	 * a handler with SA_RESTART, even in a child that the handler has forked,
	 * where the waiter is the parent's. */
	constexpr int64_t END_OF_TIME = INT64_MAX / 1000000000;
	const time_span end = { until / 1000000 < END_OF_TIME
		? until / 1000000 : END_OF_TIME, until % 1000000 * 1000 };
	shared_waiter& waiter = mapped_objects.load()->waiters[fWait->place];
	/* A handler that has come sets the state. */
	const long result = futex_call(waiter.state, LINUX_FUTEX_WAIT_BITSET, 0,
		&end, 0, UINT32_MAX);
	if (result == -EINTR && fWait == &fOwn)
		fWait->was_interrupted = true;
	if (result != -ETIMEDOUT)
		return;
	fHasLooked = true;
	if (fObject.owner.load(std::memory_order_relaxed) != this_team()
		&& fObject.id() == fId && !is_owner_alive(fObject))
		remove_orphan(fObject, fKind, fId);
}

/* With the lock held. */
status_t
waiting_call::try_to_take(const waiting_terms& terms, take_function take,
	void* context)
{
	if (fHasLooked) {
		/* Somebody before us, who was woken, may have ended since. */
		settle_queue(fObject, fKind, fId);
		fHasLooked = false;
	}
	const status_t status = take(context, fTicket);
	if (status != B_WOULD_BLOCK)
		return status;
	if (fTicket != NO_TICKET && is_own_wait()
		&& (fWait->was_resumed
			|| (fWait->was_interrupted && terms.can_interrupt())))
		return B_INTERRUPTED;
	const status_t end = terms.status();
	if (end != B_OK)
		return end;
	const status_t error = stand_in_queue();
	if (error != B_OK)
		return error;
	const status_t again = take(context, fTicket);
	return again == B_WOULD_BLOCK ? STILL_WAITING : again;
}

status_t
waiting_call::run(const waiting_terms& terms, take_function take,
	void* context)
{
	for (;;) {
		{
			usable_object locked(fObject, fKind, fId);
			status_t status;
			if (locked.exists())
				status = try_to_take(terms, take, context);
			else
				status = fKind == SEMAPHORE ? B_BAD_SEM_ID : B_BAD_PORT_ID;
			if (status != STILL_WAITING) {
				leave_queue();
				settle_queue(fObject, fKind, fId);
				return status;
			}
		}
		sleep(terms);
	}
}

void
withdraw_from_queues()
{
	object_thread& thread = current_object_thread;
	if (thread.waits == 0 || thread.locked != 0
		|| current_thread.in_vfork_child != 0)
		return;
	for (object_wait& wait : thread.wait) {
		if (!wait.is_in_use || !wait.is_queued)
			continue;
		const object_kind kind
			= (wait.key & WAITS_FOR_PORT) != 0 ? PORT : SEMAPHORE;
		const int32_t id = wait.key & ~WAITS_FOR_PORT;
		wait.was_interrupted = true;
		/* Of a parent's, nothing is ours. */
		if (wait.thread != prepare_object_thread())
			continue;
		shared_objects& objects = *mapped_objects.load();
		usable_object locked(*wait.object, kind, id);
		objects.waits_for[wait.place].store(0);
		wait.is_queued = false;
		objects.waiters[wait.place].state.store(1);
		settle_queue(*wait.object, kind, id);
	}
}

void
end_waits_of_resumed_thread()
{
	object_thread& thread = current_object_thread;
	if (thread.waits == 0 || current_thread.in_vfork_child != 0)
		return;
	for (object_wait& wait : thread.wait) {
		if (wait.is_in_use && wait.is_queued
			&& wait.thread == thread.id) {
			wait.was_resumed = true;
			mapped_objects.load()->waiters[wait.place].state.store(1);
		}
	}
}
