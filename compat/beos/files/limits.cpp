#include <unistd.h>

#include <errno_result.h>
#include <headers/legacy/beos/limits.h>
#include <headers/legacy/beos/termios.h>
#include <symbol_versions.h>

/* -1 if BeOS has no such name. */
static int
host_path_limit(int name)
{
	switch (name) {
		case BEOS_PC_CHOWN_RESTRICTED:
			return _PC_CHOWN_RESTRICTED;
		case BEOS_PC_MAX_CANON:
			return _PC_MAX_CANON;
		case BEOS_PC_MAX_INPUT:
			return _PC_MAX_INPUT;
		case BEOS_PC_NAME_MAX:
			return _PC_NAME_MAX;
		case BEOS_PC_NO_TRUNC:
			return _PC_NO_TRUNC;
		case BEOS_PC_PATH_MAX:
			return _PC_PATH_MAX;
		case BEOS_PC_PIPE_BUF:
			return _PC_PIPE_BUF;
		case BEOS_PC_VDISABLE:
			return _PC_VDISABLE;
		case BEOS_PC_LINK_MAX:
			return _PC_LINK_MAX;
		default:
			return -1;
	}
}

/* tcsetattr() takes what BeOS's programs have compiled in. */
static long
path_limit(int name, long hostLimit)
{
	return name == BEOS_PC_VDISABLE && hostLimit >= 0 ? BEOS_POSIX_VDISABLE
		: hostLimit;
}

/* BeOS's pathconf(), fpathconf() and sysconf(): other names for the host's
 * limits. EINVAL: no such name. */
extern "C" LIBROOT_EXPORT long
__pathconf_beos(const char* path, int name)
{
	const int hostName = host_path_limit(name);
	return hostName < 0 ? errno_result(-EINVAL)
		: path_limit(name, pathconf(path, hostName));
}

extern "C" LIBROOT_EXPORT long
__fpathconf_beos(int file, int name)
{
	const int hostName = host_path_limit(name);
	return hostName < 0 ? errno_result(-EINVAL)
		: path_limit(name, fpathconf(file, hostName));
}

extern "C" LIBROOT_EXPORT long
__sysconf_beos(int name)
{
	switch (name) {
		case BEOS_SC_ARG_MAX:
			return sysconf(_SC_ARG_MAX);
		case BEOS_SC_CHILD_MAX:
			return sysconf(_SC_CHILD_MAX);
		case BEOS_SC_CLK_TCK:
			return BEOS_CLOCKS_PER_SEC;
		case BEOS_SC_JOB_CONTROL:
			return sysconf(_SC_JOB_CONTROL);
		case BEOS_SC_NGROUPS_MAX:
			return sysconf(_SC_NGROUPS_MAX);
		case BEOS_SC_OPEN_MAX:
			return sysconf(_SC_OPEN_MAX);
		case BEOS_SC_SAVED_IDS:
			return sysconf(_SC_SAVED_IDS);
		case BEOS_SC_STREAM_MAX:
			return sysconf(_SC_STREAM_MAX);
		case BEOS_SC_TZNAME_MAX:
			return sysconf(_SC_TZNAME_MAX);
		case BEOS_SC_VERSION:
			return BEOS_POSIX_VERSION;
		default:
			return errno_result(-EINVAL);
	}
}

LEGACY_VERSION(__pathconf_beos, pathconf);
LEGACY_VERSION(__fpathconf_beos, fpathconf);
LEGACY_VERSION(__sysconf_beos, sysconf);
