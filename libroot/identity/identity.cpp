/* POSIX wants these safe in handlers. The host changes the identity of all
 * threads, under the lock of the list of stacks: it signals each, with a signal
 * of its own that no section holds back, and waits until each has answered. */
#include <sys/types.h>

#include "../guarded_function.h"

GUARDED_FUNCTION(int, setuid, (uid_t user), (user));
GUARDED_FUNCTION(int, seteuid, (uid_t effective), (effective));
GUARDED_FUNCTION(int, setreuid,
	(uid_t real, uid_t effective), (real, effective));
GUARDED_FUNCTION(int, setresuid,
	(uid_t real, uid_t effective, uid_t saved), (real, effective, saved));
GUARDED_FUNCTION(int, setgid, (gid_t group), (group));
GUARDED_FUNCTION(int, setegid, (gid_t effective), (effective));
GUARDED_FUNCTION(int, setregid,
	(gid_t real, gid_t effective), (real, effective));
GUARDED_FUNCTION(int, setresgid,
	(gid_t real, gid_t effective, gid_t saved), (real, effective, saved));
GUARDED_FUNCTION(int, setgroups,
	(size_t count, const gid_t* groups), (count, groups));
