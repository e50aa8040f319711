#include "object_table.h"

#include <string.h>

#include "object_waits.h"
#include "user_memory.h"

/* How many places are in use at first: ids are given in turn to as many as
 * there are, so that none comes back soon. */
static uint32_t
first_places(object_kind kind)
{
	return kind == SEMAPHORE ? 1024 : 256;
}

shared_object*
find_object(object_kind kind, int32_t id)
{
	if (id <= 0)
		return nullptr;
	shared_objects* objects = objects_in_use();
	if (objects == nullptr)
		return nullptr;
	const uint32_t place = (uint32_t)id & (places_for(kind) - 1);
	/* Looking at a place that was never used would give it memory. */
	if (place >= objects->header.place_limit[kind].load(
			std::memory_order_relaxed))
		return nullptr;
	shared_object& object = object_at(*objects, kind, place);
	if (object.id() != id)
		return nullptr;
	if (object.owner.load(std::memory_order_relaxed) == this_team())
		return &object;

	if (!is_owner_alive(object)) {
		remove_orphan(object, kind, id);
		return nullptr;
	}
	if (object.is_shared.load() == 0) {
		usable_object locked(object, kind, id);
		if (!locked.exists())
			return nullptr;
		object.is_shared.store(1);
		/* Those who wait already begin to look whether we are still there. */
		wake_queue(wait_key(kind, id));
	}
	return &object;
}

void
remove_object(shared_object& object, object_kind kind)
{
	const int32_t id = object.id();
	if (id == 0)
		return;
	object.last_id.store(id);
	if (kind == AREA)
		forget_area_memory((shared_area&)object);
	object.word.store(0);
	object.owner.store(0);
	if (kind == PORT)
		remove_messages((shared_port&)object, id);
	if (kind != AREA)
		wake_queue(wait_key(kind, id));
}

void
remove_orphan(shared_object& object, object_kind kind, int32_t id)
{
	usable_object locked(object, kind, id);
	if (locked.exists() && id != 0
		&& object.owner.load() != this_team() && !is_owner_alive(object))
		remove_object(object, kind);
}

void
recover_object(shared_object& object, object_kind kind)
{
	switch (kind) {
		case SEMAPHORE:
			recover_semaphore((shared_semaphore&)object);
			break;
		case PORT:
			recover_port((shared_port&)object);
			break;
		case AREA:
			recover_area((shared_area&)object);
			break;
	}
	/* Perhaps removed, but nobody was told. */
	if (object.id() == 0 && kind != AREA && object.last_id.load() != 0)
		wake_queue(wait_key(kind, object.last_id.load()));
}

static int32_t
next_id(const shared_object& object, uint32_t place, uint32_t places)
{
	const uint32_t last = object.last_id.load();
	const uint32_t next = last + places;
	if (last == 0 || (last & (places - 1)) != place || next > INT32_MAX)
		return place + places;
	return next;
}

/* With the lock held. */
static bool
prepare_place(shared_object& object, uint32_t place, uint32_t places,
	const char* name, int32_t* id)
{
	if (object.word.load() != 0)
		return false;
	*id = next_id(object, place, places);
	/* From here on it is never given again. */
	object.last_id.store(*id);
	object.owner.store(this_team());
	object.verified.store(0);
	object.is_shared.store(0);
	object.next_ticket.store(0);
	memset(object.name, 0, sizeof(object.name));
	memcpy(object.name, name, strlen(name));
	return true;
}

static shared_object*
claim_among(shared_objects& objects, object_kind kind, uint32_t limit,
	const char* name, int32_t* id)
{
	std::atomic<uint32_t>& next = objects.header.next_place[kind];
	for (uint32_t i = 0; i < limit; i++) {
		const uint32_t place = next.fetch_add(1) % limit;
		shared_object& object = object_at(objects, kind, place);
		if (object.word.load() != 0)
			continue;
		if (lock_object(object.lock))
			recover_object(object, kind);
		if (prepare_place(object, place, places_for(kind), name, id))
			return &object;
		unlock_object(object.lock);
	}
	return nullptr;
}

void
remove_orphans(object_kind kind)
{
	shared_objects* objects = objects_in_use();
	if (objects == nullptr)
		return;
	const uint32_t limit = used_places(*objects, kind);
	for (uint32_t place = 0; place < limit; place++) {
		shared_object& object = object_at(*objects, kind, place);
		const uint32_t lock = object.lock.word.load();
		const int32_t id = object.id();
		const team_identity owner = object.owner.load();
		if ((lock & LINUX_FUTEX_OWNER_DIED) != 0 || (id != 0
				&& owner != this_team() && !is_owner_alive(object)))
			remove_orphan(object, kind, id);
	}
}

shared_object*
claim_object(object_kind kind, const char* name, int32_t* id)
{
	shared_objects* objects = objects_in_use();
	if (objects == nullptr)
		return nullptr;
	std::atomic<uint32_t>& limit = objects->header.place_limit[kind];
	for (;;) {
		uint32_t used = used_places(*objects, kind);
		if (used != 0) {
			shared_object* object
				= claim_among(*objects, kind, used, name, id);
			if (object != nullptr)
				return object;
			remove_orphans(kind);
			object = claim_among(*objects, kind, used, name, id);
			if (object != nullptr)
				return object;
			if (used == places_for(kind))
				return nullptr;
		}
		uint32_t more = used != 0 ? used * 2 : first_places(kind);
		if (more > places_for(kind))
			more = places_for(kind);
		if (!is_backed(&object_at(*objects, kind, used),
				(more - used) * sizeof(shared_semaphore)))
			return nullptr;
		limit.compare_exchange_strong(used, more);
	}
}

void
publish_object(shared_object& object, int32_t id, uint32_t lowerHalf)
{
	object.word.store((uint64_t)(uint32_t)id << 32 | lowerHalf);
	unlock_object(object.lock);
}

status_t
set_object_owner(object_kind kind, int32_t id, team_id team)
{
	shared_object* object = find_object(kind, id);
	if (object == nullptr)
		return B_ERROR;
	const team_identity owner = identity_of_process(team);
	if (owner == 0)
		return B_BAD_TEAM_ID;
	usable_object locked(*object, kind, id);
	if (!locked.exists())
		return B_ERROR;
	object->verified.store(0);
	object->is_shared.store(1);
	object->owner.store(owner);
	wake_queue(wait_key(kind, id));
	return B_OK;
}

shared_object*
next_object(object_kind kind, team_id team, int32_t* place, int32_t* id)
{
	shared_objects* objects = objects_in_use();
	if (objects == nullptr)
		return nullptr;
	const int32_t wanted = team != 0 ? team : process_of(this_team());
	const uint32_t limit = used_places(*objects, kind);
	for (uint32_t i = *place; i < limit; i++) {
		shared_object& object = object_at(*objects, kind, i);
		*id = object.id();
		if (*id <= 0 || process_of(object.owner.load()) != wanted)
			continue;
		if (find_object(kind, *id) == nullptr)
			continue;
		*place = i + 1;
		return &object;
	}
	*place = limit;
	return nullptr;
}

status_t
copy_object_name(const char* userName, char (&name)[B_OS_NAME_LENGTH])
{
	memset(name, 0, sizeof(name));
	if (userName == nullptr)
		return B_OK;
	for (size_t i = 0; i < sizeof(name) - 1; i++) {
		/* It may end before a bad page. */
		if ((i == 0 || ((uintptr_t)(userName + i) & (B_PAGE_SIZE - 1)) == 0)
			&& !is_user_memory(userName + i, 1, false))
			return B_BAD_ADDRESS;
		name[i] = userName[i];
		if (name[i] == '\0')
			break;
	}
	return B_OK;
}

void
copy_shared_name(char (&name)[B_OS_NAME_LENGTH], const shared_object& object)
{
	memcpy(name, object.name, sizeof(name));
	name[sizeof(name) - 1] = '\0';
}

int32_t
find_object_named(object_kind kind, const char* userName)
{
	char name[B_OS_NAME_LENGTH];
	if (userName == nullptr)
		return B_BAD_VALUE;
	const status_t error = copy_object_name(userName, name);
	if (error != B_OK)
		return error;
	int32_t found = B_NAME_NOT_FOUND;
	search_objects(kind, [&](shared_object& object, int32_t id) {
		if (strncmp(object.name, name, B_OS_NAME_LENGTH) != 0
			|| find_object(kind, id) == nullptr)
			return false;
		found = id;
		return true;
	});
	return found;
}
