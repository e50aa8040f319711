#include <stdio.h>

#include <host_commands.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

#include "commands.h"

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

/* BeOS's system(): the result is its wait status word. Without a command, as
 * everywhere, whether there is a shell. A cancellation point. */
extern "C" int
__system_beos(const char* command)
{
	const int result = __system_with_mask(command);
	return command != nullptr ? beos_status(result) : result;
}

/* BeOS's popen() and pclose(). The stream is the host's. */
extern "C" LIBROOT_EXPORT FILE*
__popen_beos(const char* command, const char* mode)
{
	return (FILE*)__popen_with_mask(command, mode);
}

extern "C" LIBROOT_EXPORT int
__pclose_beos(FILE* stream)
{
	return beos_status(pclose(stream));
}

LEGACY_VERSION(__popen_beos, popen);
LEGACY_VERSION(__pclose_beos, pclose);
