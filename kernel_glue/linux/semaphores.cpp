#include <kernel_objects.h>

#include "object_information.h"
#include "object_table.h"
#include "object_waits.h"
#include "user_memory.h"

static shared_semaphore*
find_semaphore(sem_id id)
{
	return (shared_semaphore*)find_object(SEMAPHORE, id);
}

/* i386 has no load of 64 bits that is as fast. */
typedef uint32_t lower_half __attribute__((may_alias));

/* Adds to the count of a semaphore of this team that nobody waits for: false if
 * it is another's, there is not enough, or the thread has not used any yet. One
 * exchange, which also finds out whether the id is right. */
static inline bool
change_free_count(sem_id id, int32_t change)
{
	shared_objects* objects = mapped_objects.load(std::memory_order_acquire);
	if (__builtin_expect(objects == nullptr || id <= 0, 0))
		return false;
	const uint32_t place = (uint32_t)id & (MAX_SEMS - 1);
	if (place >= objects->header.place_limit[SEMAPHORE].load(
			std::memory_order_relaxed))
		return false;
	shared_semaphore& semaphore = objects->sems[place];
	const object_thread& thread = current_object_thread;
	const team_identity team = thread.team;
	/* In a new process neither thread nor semaphore is this one's any more. */
	if (team == 0 || team != own_identity->load(std::memory_order_relaxed)
		|| team != semaphore.owner.load(std::memory_order_relaxed))
		return false;
	uint64_t word = (uint64_t)(uint32_t)id << 32
		| *(const volatile lower_half*)&semaphore.word;
	for (;;) {
		/* Beyond the limits, or SEM_HAS_WAITERS. */
		const int32_t count = (int32_t)(uint32_t)word;
		int32_t changed;
		if (count < 0 || __builtin_add_overflow(count, change, &changed)
			|| changed < 0)
			return false;
		if (__builtin_expect(semaphore.word.compare_exchange_strong(word,
				(uint64_t)(uint32_t)id << 32 | (uint32_t)changed), 1)) {
			if (change < 0) {
				semaphore.latest_holder.store(thread.id,
					std::memory_order_relaxed);
			}
			return true;
		}
		if (word >> 32 != (uint32_t)id)
			return false;
	}
}

/* With the lock held: takes from the count if it is the ticket's turn. */
static status_t
take_from_count(shared_semaphore& semaphore, int32_t id, int32_t count,
	uint64_t ticket)
{
	/* Who stands in the queue is not overtaken. */
	if (ticket != NO_TICKET)
		semaphore.word.fetch_or(SEM_HAS_WAITERS);
	uint64_t word = semaphore.word.load();
	for (;;) {
		const uint32_t available = (uint32_t)word & SEM_COUNT_MASK;
		uint64_t needed = (uint32_t)count;
		if (((uint32_t)word & SEM_HAS_WAITERS) != 0) {
			needed += position_in_queue(wait_key(SEMAPHORE, id), WAITS_FOR_SEM,
				ticket).needed;
		}
		if (needed > available)
			return B_WOULD_BLOCK;
		if (semaphore.word.compare_exchange_strong(word, word - count)) {
			semaphore.latest_holder.store(prepare_object_thread());
			return B_OK;
		}
	}
}

void
recover_semaphore(shared_semaphore& semaphore)
{
	if (semaphore.id() != 0)
		settle_queue(semaphore, SEMAPHORE, semaphore.id());
}

extern "C" sem_id
_kern_create_sem(int32 count, const char* userName)
{
	if (count < 0)
		return B_BAD_VALUE;
	char name[B_OS_NAME_LENGTH];
	const status_t error = copy_object_name(userName, name);
	if (error != B_OK)
		return error;
	int32_t id;
	shared_semaphore* semaphore
		= (shared_semaphore*)claim_object(SEMAPHORE, name, &id);
	if (semaphore == nullptr)
		return B_NO_MORE_SEMS;
	semaphore->latest_holder.store(0);
	publish_object(*semaphore, id, count);
	return id;
}

extern "C" status_t
_kern_delete_sem(sem_id id)
{
	shared_semaphore* semaphore = find_semaphore(id);
	if (semaphore == nullptr)
		return B_BAD_SEM_ID;
	usable_object locked(*semaphore, SEMAPHORE, id);
	if (!locked.exists())
		return B_BAD_SEM_ID;
	remove_object(*semaphore, SEMAPHORE);
	return B_OK;
}

static status_t
acquire_slowly(sem_id id, int32 count, uint32 flags, bigtime_t timeout)
{
	if (count <= 0)
		return B_BAD_VALUE;
	shared_semaphore* semaphore = find_semaphore(id);
	if (semaphore == nullptr)
		return B_BAD_SEM_ID;
	const waiting_terms terms(flags, timeout);
	waiting_call call(*semaphore, SEMAPHORE, id, WAITS_FOR_SEM, count);
	return call.run(terms, [=](uint64_t ticket) {
		return take_from_count(*semaphore, id, count, ticket);
	});
}

extern "C" status_t
_kern_acquire_sem_etc(sem_id id, int32 count, uint32 flags, bigtime_t timeout)
{
	if (count > 0 && change_free_count(id, -count))
		return B_OK;
	return acquire_slowly(id, count, flags, timeout);
}

extern "C" status_t
_kern_acquire_sem(sem_id id)
{
	if (__builtin_expect(change_free_count(id, -1), 1))
		return B_OK;
	return acquire_slowly(id, 1, 0, 0);
}

static status_t
release_slowly(sem_id id, int32 count)
{
	if (count <= 0)
		return B_BAD_VALUE;
	shared_semaphore* semaphore = find_semaphore(id);
	if (semaphore == nullptr)
		return B_BAD_SEM_ID;
	usable_object locked(*semaphore, SEMAPHORE, id);
	if (!locked.exists())
		return B_BAD_SEM_ID;
	uint64_t word = semaphore->word.load();
	do {
		if (count > (int32_t)(SEM_COUNT_MASK - (word & SEM_COUNT_MASK)))
			return B_BAD_VALUE;
	} while (!semaphore->word.compare_exchange_strong(word, word + count));
	settle_queue(*semaphore, SEMAPHORE, id);
	return B_OK;
}

extern "C" status_t
_kern_release_sem_etc(sem_id id, int32 count, uint32)
{
	if (count > 0 && change_free_count(id, count))
		return B_OK;
	return release_slowly(id, count);
}

extern "C" status_t
_kern_release_sem(sem_id id)
{
	if (__builtin_expect(change_free_count(id, 1), 1))
		return B_OK;
	return release_slowly(id, 1);
}

/* What BeOS shows: those who wait for it have taken it below 0. */
static int32_t
visible_count(shared_semaphore& semaphore, int32_t id)
{
	const uint32_t count = (uint32_t)semaphore.word.load();
	int64_t visible = count & SEM_COUNT_MASK;
	if ((count & SEM_HAS_WAITERS) != 0) {
		visible -= position_in_queue(wait_key(SEMAPHORE, id), WAITS_FOR_SEM,
			NO_TICKET).needed;
	}
	return visible > INT32_MIN ? visible : INT32_MIN;
}

extern "C" status_t
_kern_get_sem_count(sem_id id, int32* count)
{
	shared_semaphore* semaphore = find_semaphore(id);
	if (semaphore == nullptr)
		return B_BAD_SEM_ID;
	if (!is_writable(count))
		return B_BAD_ADDRESS;
	int32_t visible;
	{
		usable_object locked(*semaphore, SEMAPHORE, id);
		if (!locked.exists())
			return B_BAD_SEM_ID;
		visible = visible_count(*semaphore, id);
	}
	*count = visible;
	return B_OK;
}

extern "C" status_t
_kern_set_sem_owner(sem_id id, team_id team)
{
	const status_t status = set_object_owner(SEMAPHORE, id, team);
	return status == B_ERROR ? B_BAD_SEM_ID : status;
}

static status_t
get_info(shared_semaphore& semaphore, int32_t id, sem_info* userInfo)
{
	return tell_object(SEMAPHORE, semaphore, id, userInfo, B_BAD_SEM_ID, [&](sem_info& info) {
		info.sem = id;
		info.count = visible_count(semaphore, id);
		info.latest_holder = semaphore.latest_holder.load();
	});
}

extern "C" status_t
_kern_get_sem_info(sem_id id, sem_info* info, size_t size)
{
	return get_object_info(id, info, size, B_BAD_SEM_ID, find_semaphore, get_info);
}

extern "C" status_t
_kern_get_next_sem_info(team_id team, int32* cookie, sem_info* info,
	size_t size)
{
	return get_next_object_info(SEMAPHORE, team, cookie, info, size, get_info);
}
