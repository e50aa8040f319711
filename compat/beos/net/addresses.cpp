#include "net.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

bool
host_address(sockaddr_in& host, const beos_sockaddr_in* address, int size)
{
	if (address == nullptr) {
		errno = EFAULT;
		return false;
	}
	/* What is behind the address is never used. */
	if (size < (int)offsetof(beos_sockaddr_in, sin_zero)) {
		errno = EINVAL;
		return false;
	}
	if (address->sin_family != BEOS_AF_INET) {
		errno = EAFNOSUPPORT;
		return false;
	}
	host = {};
	host.sin_family = AF_INET;
	host.sin_port = address->sin_port;
	host.sin_addr.s_addr = address->sin_addr;
	return true;
}

void
give_address(const sockaddr_in& host, beos_sockaddr_in* address, int* size)
{
	if (address == nullptr || size == nullptr)
		return;
	const beos_sockaddr_in whole = { BEOS_AF_INET, host.sin_port,
		host.sin_addr.s_addr, {} };
	if (*size > 0) {
		memcpy(address, &whole,
			*size < (int)sizeof(whole) ? *size : sizeof(whole));
	}
	*size = sizeof(whole);
}
