/* Which team an object belongs to, and whether it is still there. */
#ifndef _TEAM_IDENTITY_H
#define _TEAM_IDENTITY_H

#include "shared_objects.h"

/* What the calling process is, while known: 0 in a new process, and again in the
 * child of each fork, whoever made it: the kernel clears that page there. */
extern const std::atomic<uint64_t>* own_identity;

/* The same, finding it out if needed. Never 0. */
team_identity this_team();

inline int32_t
process_of(team_identity team)
{
	return (int32_t)(team >> 32);
}

/* Of another process; 0 if there is none, or it has ended. */
team_identity identity_of_process(int32_t process);

/* Is the owner of an object, another team than the caller's, still there? One
 * that is waited for by its parent at once no longer is; one that has ended
 * otherwise at the latest PATIENCE milliseconds later. */
bool is_owner_alive(shared_object& object);
constexpr uint32_t VERIFICATION_PATIENCE = 50;

/* Milliseconds of the monotonic clock, cheaply. */
uint32_t coarse_milliseconds();

/* Has the thread ended? Also true for a main thread that waits for its parent,
 * or for its team's other threads, to notice. */
bool is_thread_dead(int32_t thread);

#endif	/* _TEAM_IDENTITY_H */
