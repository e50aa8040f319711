/* What semaphores, ports and areas have in common: places, ids, owners. */
#ifndef _OBJECT_TABLE_H
#define _OBJECT_TABLE_H

#include "object_lock.h"
#include "shared_objects.h"
#include "team_identity.h"

inline uint32_t
places_for(object_kind kind)
{
	return kind == SEMAPHORE ? MAX_SEMS : kind == PORT ? MAX_PORTS : MAX_AREAS;
}

/* All have the same size. */
inline shared_object&
object_at(shared_objects& objects, object_kind kind, uint32_t place)
{
	switch (kind) {
		case SEMAPHORE:
			return objects.sems[place & (MAX_SEMS - 1)];
		case PORT:
			return objects.ports[place & (MAX_PORTS - 1)];
		default:
			return objects.areas[place & (MAX_AREAS - 1)];
	}
}

/* So many places from the first were ever used; others have no memory yet. */
inline uint32_t
used_places(const shared_objects& objects, object_kind kind)
{
	const uint32_t limit = objects.header.place_limit[kind].load(
		std::memory_order_relaxed);
	return limit < places_for(kind) ? limit : places_for(kind);
}

/* As in shared_objects::waits_for. */
inline uint32_t
wait_key(object_kind kind, int32_t id)
{
	return (uint32_t)id | (kind == PORT ? WAITS_FOR_PORT : 0);
}

/* The object that has this id, with a living owner; null if there is none. The
 * object may end at any time: who has locked it looks at its id again. */
shared_object* find_object(object_kind kind, int32_t id);

/* A free place, locked, in which everything but the word is as it should be in a
 * new object, and the id that it will have; null if all are taken, or there is
 * no memory. */
shared_object* claim_object(object_kind kind, const char* name, int32_t* id);

/* Writes the word, and unlocks. */
void publish_object(shared_object& object, int32_t id, uint32_t lowerHalf);

/* With the lock held: the object ends, and those who wait for it see that. */
void remove_object(shared_object& object, object_kind kind);

/* Of a kind, all whose owner has ended, and what ended in the middle. */
void remove_orphans(object_kind kind);

/* The owner has ended: so does the object, if it still has this id. */
void remove_orphan(shared_object& object, object_kind kind, int32_t id);

/* With the lock held, whose last holder has ended: finishes what he may have
 * begun. */
void recover_object(shared_object& object, object_kind kind);

/* Of each kind. */
void recover_semaphore(shared_semaphore& semaphore);
void recover_port(shared_port& port);
void remove_messages(shared_port& port, int32_t id);
void recover_area(shared_area& area);
void forget_area_memory(shared_area& area);

/* Locked, and put right. */
class usable_object {
public:
	usable_object(shared_object& object, object_kind kind, int32_t id)
		:
		fLocked(object),
		fExists(false)
	{
		if (__builtin_expect(fLocked.needs_recovery(), 0))
			recover_object(object, kind);
		fExists = object.id() == id;
	}

	bool
	exists() const
	{
		return fExists;
	}

private:
	locked_object	fLocked;
	bool			fExists;
};

/* B_OK, B_BAD_TEAM_ID, or B_ERROR: no such object. */
status_t set_object_owner(object_kind kind, int32_t id, team_id team);

/* The next object of a team from *place on, which becomes the one behind; null
 * if there is none. Removes those whose owner has ended. */
shared_object* next_object(object_kind kind, team_id team, int32_t* place,
	int32_t* id);

/* Calls visit(object, id) for all that exist, until it returns true. */
template<typename Visit>
shared_object*
search_objects(object_kind kind, Visit visit)
{
	shared_objects* objects = objects_in_use();
	if (objects == nullptr)
		return nullptr;
	const uint32_t limit = used_places(*objects, kind);
	for (uint32_t place = 0; place < limit; place++) {
		shared_object& object = object_at(*objects, kind, place);
		const int32_t id = object.id();
		if (id > 0 && visit(object, id))
			return &object;
	}
	return nullptr;
}

/* Copies the program's name, which may be null. B_OK or B_BAD_ADDRESS. */
status_t copy_object_name(const char* userName, char (&name)[B_OS_NAME_LENGTH]);

/* The id of an object with the program's name, B_NAME_NOT_FOUND, B_BAD_VALUE
 * (null) or B_BAD_ADDRESS. */
int32_t find_object_named(object_kind kind, const char* userName);

/* Copies what another process may have left without an end. */
void copy_shared_name(char (&name)[B_OS_NAME_LENGTH],
	const shared_object& object);

#endif	/* _OBJECT_TABLE_H */
