#include <pwd.h>

#include <headers/legacy/beos/pwd.h>
#include <symbol_versions.h>

/* As the host's, and BeOS's, the answer is the process's only one and lasts until
 * the next question: so are the texts, which are the host's. */
static beos_passwd*
beos_entry(const struct passwd* host)
{
	static beos_passwd entry;
	if (host == nullptr)
		return nullptr;
	entry = { host->pw_name, host->pw_passwd, host->pw_uid, host->pw_gid,
		host->pw_dir, host->pw_shell, host->pw_gecos };
	return &entry;
}

/* BeOS's questions about users: its struct passwd. setpwent() and endpwent() are
 * the host's. Not async-signal-safe. */
extern "C" LIBROOT_EXPORT beos_passwd*
__getpwnam_beos(const char* name)
{
	return beos_entry(getpwnam(name));
}

extern "C" LIBROOT_EXPORT beos_passwd*
__getpwuid_beos(beos_uid_t user)
{
	return beos_entry(getpwuid(user));
}

extern "C" LIBROOT_EXPORT beos_passwd*
__getpwent_beos()
{
	return beos_entry(getpwent());
}

LEGACY_VERSION(__getpwnam_beos, getpwnam);
LEGACY_VERSION(__getpwuid_beos, getpwuid);
LEGACY_VERSION(__getpwent_beos, getpwent);
