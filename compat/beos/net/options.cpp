/* Options of sockets. Each is off or on; a program may say so in a byte as well
 * as in an int. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "net.h"

HOST_FUNCTION(getsockopt, int(int, int, int, void*, socklen_t*));
HOST_FUNCTION(setsockopt, int(int, int, int, const void*, socklen_t));

/* The host's option of the same meaning; for SO_NONBLOCK, which the host has
 * with the file descriptor, one that tells at least whether it is a socket's.
 * -1, with errno: there is none. */
static int
host_option(int level, int option)
{
	if (level == BEOS_SOL_SOCKET) {
		switch (option) {
			case BEOS_SO_DEBUG:
				return SO_DEBUG;
			case BEOS_SO_REUSEADDR:
				return SO_REUSEADDR;
			case BEOS_SO_NONBLOCK:
				return SO_TYPE;
			case BEOS_SO_REUSEPORT:
				return SO_REUSEPORT;
		}
	}
	errno = ENOPROTOOPT;
	return -1;
}

static int
get_option(int socket, int level, int option, int& value)
{
	const int hostOption = host_option(level, option);
	socklen_t size = sizeof(value);
	if (hostOption < 0
			|| host_getsockopt(socket, SOL_SOCKET, hostOption, &value, &size)
				!= 0)
		return -1;
	if (option == BEOS_SO_NONBLOCK)
		value = (fcntl(socket, F_GETFL) & O_NONBLOCK) != 0;
	return 0;
}

extern "C" {

int
__getsockopt_beos(int socket, int level, int option, void* data, int* size)
{
	if (data == nullptr || size == nullptr) {
		errno = EFAULT;
		return -1;
	}
	if (*size <= 0) {
		errno = EINVAL;
		return -1;
	}
	int value;
	if (get_option(socket, level, option, value) != 0)
		return -1;
	/* The lower bytes are enough for off and on. */
	if (*size > (int)sizeof(value))
		*size = sizeof(value);
	memcpy(data, &value, *size);
	return 0;
}

int
__setsockopt_beos(int socket, int level, int option, const void* data,
	unsigned size)
{
	if (data == nullptr) {
		errno = EFAULT;
		return -1;
	}
	if (size == 0) {
		errno = EINVAL;
		return -1;
	}
	int value = 0;
	memcpy(&value, data, size < sizeof(value) ? size : sizeof(value));
	if (option == BEOS_SO_NONBLOCK) {
		int now;
		if (get_option(socket, level, option, now) != 0)
			return -1;
		const int flags = fcntl(socket, F_GETFL);
		return fcntl(socket, F_SETFL,
			value != 0 ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
	}
	const int hostOption = host_option(level, option);
	if (hostOption < 0)
		return -1;
	return host_setsockopt(socket, SOL_SOCKET, hostOption, &value,
		sizeof(value));
}

}	// extern "C"

NET_FUNCTION(getsockopt);
NET_FUNCTION(setsockopt);
