#include <fcntl.h>
#include <stdarg.h>

#include <errno_result.h>
#include <headers/legacy/beos/fcntl.h>
#include <kernel_contract.h>
#include <symbol_versions.h>

#include "open_flags.h"

/* -1 if there is no such type. */
static int
host_lock_type(int type)
{
	switch (type) {
		case BEOS_F_RDLCK:
			return F_RDLCK;
		case BEOS_F_WRLCK:
			return F_WRLCK;
		case BEOS_F_UNLCK:
			return F_UNLCK;
		default:
			return -1;
	}
}

static int
beos_lock_type(int hostType)
{
	switch (hostType) {
		case F_RDLCK:
			return BEOS_F_RDLCK;
		case F_WRLCK:
			return BEOS_F_WRLCK;
		default:
			return BEOS_F_UNLCK;
	}
}

static int
lock_file(int file, int command, beos_flock* lock)
{
	const bool asks = command == F_GETLK64;
	const int error = _kern_check_user_memory(lock, sizeof(*lock), asks);
	if (error != 0)
		return errno_result(error);
	const int type = host_lock_type(lock->l_type);
	if (type < 0)
		return errno_result(-EINVAL);
	struct flock64 hostLock = {};
	hostLock.l_type = type;
	hostLock.l_whence = lock->l_whence;
	hostLock.l_start = lock->l_start;
	hostLock.l_len = lock->l_len;
	hostLock.l_pid = lock->l_pid;
	const int result = fcntl(file, command, &hostLock);
	if (result == 0 && asks) {
		lock->l_type = beos_lock_type(hostLock.l_type);
		lock->l_whence = hostLock.l_whence;
		lock->l_start = hostLock.l_start;
		lock->l_len = hostLock.l_len;
		lock->l_pid = hostLock.l_pid;
	}
	return result;
}

/* BeOS's fcntl(): other commands, flags and locks. EINVAL: no such command, or
 * type of lock. A cancellation point with BEOS_F_SETLKW; async-signal-safe. */
extern "C" LIBROOT_EXPORT int
__fcntl_beos(int file, int command, ...)
{
	va_list arguments;
	va_start(arguments, command);
	const union {
		int			number;
		beos_flock*	lock;
	} argument = { va_arg(arguments, int) };
	va_end(arguments);

	switch (command) {
		case BEOS_F_DUPFD:
			return fcntl(file, F_DUPFD, argument.number);
		case BEOS_F_GETFD:
			return fcntl(file, F_GETFD);
		case BEOS_F_SETFD:
			return fcntl(file, F_SETFD, argument.number);
		case BEOS_F_GETFL: {
			const int hostFlags = fcntl(file, F_GETFL);
			return hostFlags < 0 ? hostFlags : beos_open_flags(hostFlags);
		}
		case BEOS_F_SETFL:
			return fcntl(file, F_SETFL, host_open_flags(argument.number));
		case BEOS_F_GETLK:
			return lock_file(file, F_GETLK64, argument.lock);
		case BEOS_F_SETLK:
			return lock_file(file, F_SETLK64, argument.lock);
		case BEOS_F_SETLKW:
			return lock_file(file, F_SETLKW64, argument.lock);
		default:
			return errno_result(-EINVAL);
	}
}

LEGACY_VERSION(__fcntl_beos, fcntl);
