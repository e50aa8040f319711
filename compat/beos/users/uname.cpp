#include <string.h>
#include <sys/utsname.h>

#include <errno_result.h>
#include <headers/legacy/beos/utsname.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

/* What does not fit is cut off; the rest is zero. */
static void
copy_name(char (&name)[BEOS_UTSNAME_LENGTH], const char* hostName)
{
	strncpy(name, hostName, BEOS_UTSNAME_LENGTH - 1);
	name[BEOS_UTSNAME_LENGTH - 1] = '\0';
}

/* BeOS's uname(): the host's names in BeOS's structure. Async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__uname_beos(beos_utsname* names)
{
	struct utsname host;
	if (uname(&host) != 0)
		return -1;
	const int error = _kern_check_user_memory(names, sizeof(*names), true);
	if (error != 0)
		return errno_result(error);
	copy_name(names->sysname, host.sysname);
	copy_name(names->nodename, host.nodename);
	copy_name(names->release, host.release);
	copy_name(names->version, host.version);
	copy_name(names->machine, host.machine);
	return 0;
}

LEGACY_VERSION(__uname_beos, uname);
