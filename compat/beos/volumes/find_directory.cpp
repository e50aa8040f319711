#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <beos_errors.h>
#include <symbol_versions.h>

namespace {

/* The folders of R5 (<FindDirectory.h>) in the order of their numbers, from the
 * first of a group on; each behind the folder that the group begins with. */
constexpr char DESKTOP[] = "home/Desktop\0" "home/Desktop/Trash\0";
constexpr char SYSTEM[] = "beos\0" "beos/system\0" "beos/system/add-ons\0"
	"beos/system/boot\0" "beos/etc/fonts\0" "beos/system/lib\0"
	"beos/system/servers\0" "beos/apps\0" "beos/bin\0" "beos/etc\0"
	"beos/documentation\0" "beos/preferences\0"
	"beos/system/add-ons/Translators\0" "beos/system/add-ons/media\0"
	"beos/etc/sounds\0";
constexpr char COMMON[] = "home\0" "home/config\0" "home/config/add-ons\0"
	"home/config/boot\0" "home/config/fonts\0" "home/config/lib\0"
	"home/config/servers\0" "home/config/bin\0" "home/config/etc\0"
	"home/config/documentation\0" "home/config/settings\0" "develop\0"
	"var/log\0" "var/spool\0" "var/tmp\0" "var\0"
	"home/config/add-ons/Translators\0" "home/config/add-ons/media\0"
	"home/config/sounds\0";
constexpr char USER[] = "home\0" "home/config\0" "home/config/add-ons\0"
	"home/config/boot\0" "home/config/fonts\0" "home/config/lib\0"
	"home/config/settings\0" "home/config/be\0"
	"home/config/settings/printers\0" "home/config/add-ons/Translators\0"
	"home/config/add-ons/media\0" "home/config/sounds\0";
constexpr char OTHER[] = "apps\0" "preferences\0" "utilities\0";

/* The path below the root, or null if there is no such number. */
const char*
relative_path(int which)
{
	const char* path;
	switch (which / 1000) {
		case 0:
			path = DESKTOP;
			break;
		case 1:
			path = SYSTEM;
			break;
		case 2:
			path = COMMON;
			break;
		case 3:
			path = USER;
			break;
		case 4:
			path = OTHER;
			break;
		default:
			return nullptr;
	}
	if (which < 0)
		return nullptr;
	for (int i = which % 1000; i > 0 && *path != '\0'; i--)
		path += strlen(path) + 1;
	return *path != '\0' ? path : nullptr;
}

/* Makes all folders of the path that are missing. */
bool
make_folders(char* path)
{
	for (char* slash = path; (slash = strchr(slash + 1, '/')) != nullptr;) {
		*slash = '\0';
		const bool failed = mkdir(path, 0777) != 0 && errno != EEXIST
			&& errno != EISDIR && errno != EROFS && errno != EACCES;
		*slash = '/';
		if (failed)
			return false;
	}
	struct stat64 status;
	return mkdir(path, 0777) == 0
		|| (stat64(path, &status) == 0 && S_ISDIR(status.st_mode));
}

}	// namespace

/* The path of one of BeOS's folders; it need not be there, unless it shall be
 * made. Returns a code of BeOS.
 *
 * BEOS_ROOT in the environment says where the boot volume's tree is, /boot if it
 * says nothing. BeOS had one user, whose home is $HOME here; and without
 * BEOS_ROOT temporary files go where the host has them. There is but one
 * volume with these folders, whatever volume is meant. */
extern "C" LIBROOT_EXPORT int
__find_directory_beos(int which, int /*volume*/, bool create, char* path,
	int length)
{
	const char* const relative = relative_path(which);
	if (relative == nullptr || path == nullptr || length <= 0)
		return beos_error(EINVAL);

	const char* const root = getenv("BEOS_ROOT");
	const char* const home = getenv("HOME");
	const bool isHome = strncmp(relative, "home", 4) == 0
		&& which / 1000 != 2;
	char found[PATH_MAX];
	int size;
	if (isHome && home != nullptr && home[0] != '\0')
		size = snprintf(found, sizeof(found), "%s%s", home, relative + 4);
	else if (root == nullptr && strcmp(relative, "var/tmp") == 0)
		size = snprintf(found, sizeof(found), "/tmp");
	else {
		size = snprintf(found, sizeof(found), "%s/%s",
			root != nullptr ? root : "/boot", relative);
	}
	if (size >= (int)sizeof(found) || size >= length)
		return beos_error(ENAMETOOLONG);
	if (create) {
		const int error = errno;
		if (!make_folders(found)) {
			const int failure = beos_error(errno);
			errno = error;
			return failure;
		}
		errno = error;
	}
	memcpy(path, found, size + 1);
	return 0;
}

LEGACY_VERSION(__find_directory_beos, find_directory);
