/* What _get_sem_info() and _get_next_sem_info(), and those of ports and areas,
 * have in common: the checks, and which object is told of. */
#ifndef _OBJECT_INFORMATION_H
#define _OBJECT_INFORMATION_H

#include "object_table.h"
#include "user_memory.h"

/* Tells of one object under its lock; badId if it has ended meanwhile. fill(info)
 * adds what only this kind has to the name and owner. */
template<typename Info, typename Fill>
status_t
tell_object(object_kind kind, shared_object& object, int32_t id, Info* userInfo,
	status_t badId, Fill fill)
{
	Info info = {};
	{
		usable_object locked(object, kind, id);
		if (!locked.exists())
			return badId;
		copy_shared_name(info.name, object);
		info.team = process_of(object.owner.load());
		fill(info);
	}
	*userInfo = info;
	return B_OK;
}

/* tell(object, id, info) calls the above; find(id) is null for a bad id. */
template<typename Object, typename Info>
status_t
get_object_info(int32_t id, Info* info, size_t size, status_t badId,
	Object* (*find)(int32_t), status_t (*tell)(Object&, int32_t, Info*))
{
	if (size != sizeof(Info))
		return B_BAD_VALUE;
	if (!is_writable(info))
		return B_BAD_ADDRESS;
	Object* object = find(id);
	return object != nullptr ? tell(*object, id, info) : badId;
}

template<typename Object, typename Info>
status_t
get_next_object_info(object_kind kind, team_id team, int32* cookie, Info* info,
	size_t size, status_t (*tell)(Object&, int32_t, Info*))
{
	if (size != sizeof(Info) || team < 0)
		return B_BAD_VALUE;
	if (!is_writable(info) || !is_writable(cookie))
		return B_BAD_ADDRESS;
	if (*cookie < 0)
		return B_BAD_VALUE;
	int32_t id;
	while (shared_object* object = next_object(kind, team, cookie, &id)) {
		if (tell(*(Object*)object, id, info) == B_OK)
			return B_OK;
	}
	return B_BAD_VALUE;
}

#endif	/* _OBJECT_INFORMATION_H */
