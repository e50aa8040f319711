/* Sending and receiving. In BeOS nobody is sent SIGPIPE for a socket. */
#include <errno.h>

#include "net.h"

/* Of BeOS's flags there is but one, and it is the host's. */
static bool
check_flags(int flags)
{
	static_assert(BEOS_MSG_OOB == MSG_OOB);
	if ((flags & ~BEOS_MSG_OOB) == 0)
		return true;
	errno = EOPNOTSUPP;
	return false;
}

extern "C" {

HOST_FUNCTION(sendto,
	ssize_t(int, const void*, size_t, int, const sockaddr*, socklen_t));
HOST_FUNCTION(recvfrom,
	ssize_t(int, void*, size_t, int, sockaddr*, socklen_t*));

ssize_t
__send_beos(int socket, const void* data, size_t size, int flags)
{
	if (!check_flags(flags))
		return -1;
	return host_sendto(socket, data, size, flags | MSG_NOSIGNAL, nullptr, 0);
}

ssize_t
__sendto_beos(int socket, const void* data, size_t size, int flags,
	const beos_sockaddr_in* address, int addressSize)
{
	if (address == nullptr)
		return __send_beos(socket, data, size, flags);
	sockaddr_in host;
	if (!check_flags(flags) || !host_address(host, address, addressSize))
		return -1;
	return host_sendto(socket, data, size, flags | MSG_NOSIGNAL,
		(const sockaddr*)&host, sizeof(host));
}

ssize_t
__recv_beos(int socket, void* data, size_t size, int flags)
{
	if (!check_flags(flags))
		return -1;
	return host_recvfrom(socket, data, size, flags, nullptr, nullptr);
}

ssize_t
__recvfrom_beos(int socket, void* data, size_t size, int flags,
	beos_sockaddr_in* address, int* addressSize)
{
	if (!check_flags(flags))
		return -1;
	sockaddr_in host = {};
	socklen_t hostSize = sizeof(host);
	const ssize_t result = host_recvfrom(socket, data, size, flags,
		(sockaddr*)&host, &hostSize);
	if (result >= 0) {
		/* Of a connected stream the host tells no address. */
		if (hostSize == 0) {
			if (addressSize != nullptr)
				*addressSize = 0;
		} else
			give_address(host, address, addressSize);
	}
	return result;
}

}	// extern "C"

NET_FUNCTION(send);
NET_FUNCTION(sendto);
NET_FUNCTION(recv);
NET_FUNCTION(recvfrom);
