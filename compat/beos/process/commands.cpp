#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <beos_executable.h>
#include <host_commands.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

#include "../loader/own_functions.h"

/* The word as BeOS's wait() would tell it; -1 stays. As to all legacy programs,
 * a bus error is a segmentation violation. */
static int
beos_status(int hostStatus)
{
	if (hostStatus == -1)
		return -1;
	const int status = _kern_wait_status(hostStatus);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS
		? W_EXITCODE(0, SIGSEGV) | (WCOREDUMP(status) ? WCOREFLAG : 0) : status;
}

/* The command for a shell that starts BeOS's programs too: it has libroot in it,
 * as whatever it starts. To be freed; null: no memory. */
static char*
make_shell_command(const char* command)
{
	char folder[PATH_MAX];
	char other[PATH_MAX];
	const char* preloaded = getenv("LD_PRELOAD");
	if ((preloaded != nullptr && strstr(preloaded, "libroot.so") != nullptr)
		|| !path_beside_libroot("", folder, sizeof(folder))
		|| !path_beside_libroot("../lib", other, sizeof(other)))
		return strdup(command);
	static const char FORMAT[] = "LD_LIBRARY_PATH='%s:%s'"
		"${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
		" LD_PRELOAD=libroot.so${LD_PRELOAD:+:$LD_PRELOAD} exec /bin/sh -c '";
	/* Each quote of the command becomes four characters. */
	char* made = (char*)malloc(sizeof(FORMAT) + strlen(folder) + strlen(other)
		+ 4 * strlen(command) + 2);
	if (made == nullptr)
		return nullptr;
	char* end = made + sprintf(made, FORMAT, folder, other);
	for (; *command != '\0'; command++) {
		if (*command == '\'')
			end = stpcpy(end, "'\\''");
		else
			*end++ = *command;
	}
	strcpy(end, "'");
	return made;
}

/* BeOS's system(): the result is its wait status word. Without a command, as
 * everywhere, whether there is a shell. A cancellation point. */
extern "C" int
__system_beos(const char* command)
{
	if (command == nullptr)
		return __system_with_mask(nullptr);
	char* forShell = make_shell_command(command);
	if (forShell == nullptr)
		return -1;
	const int result = __system_with_mask(forShell);
	free(forShell);
	return beos_status(result);
}

/* BeOS's popen() and pclose(). The stream is the host's. */
extern "C" LIBROOT_EXPORT FILE*
__popen_beos(const char* command, const char* mode)
{
	char* forShell = make_shell_command(command);
	if (forShell == nullptr)
		return nullptr;
	FILE* stream = (FILE*)__popen_with_mask(forShell, mode);
	free(forShell);
	return stream;
}

extern "C" LIBROOT_EXPORT int
__pclose_beos(FILE* stream)
{
	return beos_status(pclose(stream));
}

LEGACY_VERSION(__popen_beos, popen);
LEGACY_VERSION(__pclose_beos, pclose);
