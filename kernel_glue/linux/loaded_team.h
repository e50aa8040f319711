#ifndef _LOADED_TEAM_H
#define _LOADED_TEAM_H

#include <OS.h>

/* Starts a team that load_image() of this process has made and that nobody has
 * resumed yet; false if it is none. Not async-signal-safe if it is one. */
__attribute__((visibility("hidden"))) bool resume_loaded_team(team_id team);

#endif	/* _LOADED_TEAM_H */
