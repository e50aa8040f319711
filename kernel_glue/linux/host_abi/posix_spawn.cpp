#include <fcntl.h>
#include <spawn.h>
#include <string.h>

#include <symbol_versions.h>

#include "host_function.h"
#include "program_signals.h"
#include "program_start.h"

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

/* The attributes, with the mask that this program believes in as the new one's,
 * unless they name another: said in them, it is the new one's whatever arrives
 * here meanwhile. */
static posix_spawnattr_t
with_program_mask(const posix_spawnattr_t* attributes)
{
	posix_spawnattr_t made = {};
	if (attributes != nullptr)
		made = *attributes;
	if ((made.__flags & POSIX_SPAWN_SETSIGMASK) == 0) {
		const linux_sigset mask = program_mask();
		made.__flags |= POSIX_SPAWN_SETSIGMASK;
		memset(&made.__ss, 0, sizeof(made.__ss));
		memcpy(&made.__ss, &mask, sizeof(mask));
	}
	return made;
}

/* BeOS's programs are started with libroot-run. Errors as the host's. */
template<typename Spawn>
static int
spawn(Spawn hostSpawn, bool isSearchedFor, pid_t* process, const char* file,
	const posix_spawn_file_actions_t* actions,
	const posix_spawnattr_t* attributes, char* const* arguments,
	char* const* environment)
{
	start_paths paths;
	const bool isForRunner = isSearchedFor ? find_beos_program(file, paths)
		: is_started_by_runner(AT_FDCWD, file, paths);
	const posix_spawnattr_t withMask = with_program_mask(attributes);
	return start_program(isForRunner,
		isForRunner && isSearchedFor ? paths.program : file, arguments,
		environment, paths,
		[&](const char* file, char* const* arguments,
				char* const* environment) {
			return hostSpawn(process, file, actions, &withMask, arguments,
				environment);
		});
}

#define SPAWN_FUNCTION(name, hostFunction, isSearchedFor) \
	extern "C" LIBROOT_EXPORT int \
	name(pid_t* process, const char* file, \
		const posix_spawn_file_actions_t* actions, \
		const posix_spawnattr_t* attributes, char* const arguments[], \
		char* const environment[]) \
	{ \
		return spawn(host.hostFunction.get(), isSearchedFor, process, file, \
			actions, attributes, arguments, environment); \
	}

SPAWN_FUNCTION(__posix_spawn_with_mask, posix_spawn, false)
SPAWN_FUNCTION(__posix_spawnp_with_mask, posix_spawnp, true)
SPAWN_FUNCTION(__first_posix_spawn_with_mask, first_posix_spawn, false)
SPAWN_FUNCTION(__first_posix_spawnp_with_mask, first_posix_spawnp, true)

HOST_VERSION(__posix_spawn_with_mask, posix_spawn, GLIBC_2.15);
HOST_VERSION(__posix_spawnp_with_mask, posix_spawnp, GLIBC_2.15);
HOST_VERSION(__first_posix_spawn_with_mask, posix_spawn, FIRST_NODE);
HOST_VERSION(__first_posix_spawnp_with_mask, posix_spawnp, FIRST_NODE);
