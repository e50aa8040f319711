#include <spawn.h>

#include <symbol_versions.h>

#include "host_function.h"
#include "program_signals.h"

typedef int spawn_function(pid_t*, const char*,
	const posix_spawn_file_actions_t*, const posix_spawnattr_t*, char* const*,
	char* const*);

/* The first version gave a file that is no program to the shell. */
#define FIRST_NODE	HOST_NODE_SINCE(GLIBC_2.2)

static constinit struct {
	host_function<spawn_function>	posix_spawn{"posix_spawn"};
	host_function<spawn_function>	posix_spawnp{"posix_spawnp"};
	versioned_host_function<spawn_function>
		first_posix_spawn{"posix_spawn", NODE_NAME(FIRST_NODE)};
	versioned_host_function<spawn_function>
		first_posix_spawnp{"posix_spawnp", NODE_NAME(FIRST_NODE)};
} host;

/* The new program's mask is the one that this one believes in, unless the
 * attributes name another. Errors as the host's. */
extern "C" LIBROOT_EXPORT int
__posix_spawn_with_mask(pid_t* process, const char* path,
	const posix_spawn_file_actions_t* actions,
	const posix_spawnattr_t* attributes, char* const arguments[],
	char* const environment[])
{
	host_call call;
	return host.posix_spawn(process, path, actions, attributes, arguments,
		environment);
}

extern "C" LIBROOT_EXPORT int
__posix_spawnp_with_mask(pid_t* process, const char* file,
	const posix_spawn_file_actions_t* actions,
	const posix_spawnattr_t* attributes, char* const arguments[],
	char* const environment[])
{
	host_call call;
	return host.posix_spawnp(process, file, actions, attributes, arguments,
		environment);
}

extern "C" LIBROOT_EXPORT int
__first_posix_spawn_with_mask(pid_t* process, const char* path,
	const posix_spawn_file_actions_t* actions,
	const posix_spawnattr_t* attributes, char* const arguments[],
	char* const environment[])
{
	host_call call;
	return host.first_posix_spawn(process, path, actions, attributes, arguments,
		environment);
}

extern "C" LIBROOT_EXPORT int
__first_posix_spawnp_with_mask(pid_t* process, const char* file,
	const posix_spawn_file_actions_t* actions,
	const posix_spawnattr_t* attributes, char* const arguments[],
	char* const environment[])
{
	host_call call;
	return host.first_posix_spawnp(process, file, actions, attributes,
		arguments, environment);
}

HOST_VERSION(__posix_spawn_with_mask, posix_spawn, GLIBC_2.15);
HOST_VERSION(__posix_spawnp_with_mask, posix_spawnp, GLIBC_2.15);
HOST_VERSION(__first_posix_spawn_with_mask, posix_spawn, FIRST_NODE);
HOST_VERSION(__first_posix_spawnp_with_mask, posix_spawnp, FIRST_NODE);
