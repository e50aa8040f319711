#ifndef _LIBROOT_HOST_SETTINGS_H
#define _LIBROOT_HOST_SETTINGS_H

enum cache_permission {
	/* The C library is not ready to say. */
	CACHES_UNDECIDED,
	CACHES_ALLOWED,
	CACHES_FORBIDDEN
};

/* Whether the environment asks the host's heap for something that needs all
 * calls to reach it (mallopt(3)): filling or checking memory, or how much
 * threads may keep. The same answer for the whole life of the process. */
cache_permission permission_for_caches();

/* mallopt() asks for it. */
void forbid_new_caches();

#endif	/* _LIBROOT_HOST_SETTINGS_H */
