/* Making, naming and connecting sockets. */
#include <errno.h>
#include <unistd.h>

#include "net.h"

extern "C" {

HOST_FUNCTION(socket, int(int, int, int));
HOST_FUNCTION(bind, int(int, const sockaddr*, socklen_t));
HOST_FUNCTION(connect, int(int, const sockaddr*, socklen_t));
HOST_FUNCTION(accept, int(int, sockaddr*, socklen_t*));
HOST_FUNCTION(getsockname, int(int, sockaddr*, socklen_t*));
HOST_FUNCTION(getpeername, int(int, sockaddr*, socklen_t*));

/* The protocol 0 means the one that fits the type. ICMP comes with SOCK_DGRAM:
 * BeOS has no raw sockets. */
int
__socket_beos(int family, int type, int protocol)
{
	if (family != BEOS_AF_INET) {
		errno = EAFNOSUPPORT;
		return -1;
	}
	int hostType;
	switch (type) {
		case BEOS_SOCK_DGRAM:
			hostType = SOCK_DGRAM;
			break;
		case BEOS_SOCK_STREAM:
			hostType = SOCK_STREAM;
			break;
		default:
			errno = ESOCKTNOSUPPORT;
			return -1;
	}
	int hostProtocol;
	switch (protocol) {
		case 0:
			hostProtocol = 0;
			break;
		case BEOS_IPPROTO_UDP:
			hostProtocol = IPPROTO_UDP;
			break;
		case BEOS_IPPROTO_TCP:
			hostProtocol = IPPROTO_TCP;
			break;
		case BEOS_IPPROTO_ICMP:
			hostProtocol = IPPROTO_ICMP;
			break;
		default:
			errno = EPROTONOSUPPORT;
			return -1;
	}
	return host_socket(AF_INET, hostType, hostProtocol);
}

int
__bind_beos(int socket, const beos_sockaddr_in* address, int size)
{
	sockaddr_in host;
	if (!host_address(host, address, size))
		return -1;
	return host_bind(socket, (const sockaddr*)&host, sizeof(host));
}

int
__connect_beos(int socket, const beos_sockaddr_in* address, int size)
{
	sockaddr_in host;
	if (!host_address(host, address, size))
		return -1;
	return host_connect(socket, (const sockaddr*)&host, sizeof(host));
}

int
__accept_beos(int socket, beos_sockaddr_in* address, int* size)
{
	sockaddr_in host = {};
	socklen_t hostSize = sizeof(host);
	const int result = host_accept(socket, (sockaddr*)&host, &hostSize);
	if (result >= 0)
		give_address(host, address, size);
	return result;
}

int
__getsockname_beos(int socket, beos_sockaddr_in* address, int* size)
{
	if (address == nullptr || size == nullptr) {
		errno = EFAULT;
		return -1;
	}
	sockaddr_in host = {};
	socklen_t hostSize = sizeof(host);
	const int result = host_getsockname(socket, (sockaddr*)&host, &hostSize);
	if (result == 0)
		give_address(host, address, size);
	return result;
}

int
__getpeername_beos(int socket, beos_sockaddr_in* address, int* size)
{
	if (address == nullptr || size == nullptr) {
		errno = EFAULT;
		return -1;
	}
	sockaddr_in host = {};
	socklen_t hostSize = sizeof(host);
	const int result = host_getpeername(socket, (sockaddr*)&host, &hostSize);
	if (result == 0)
		give_address(host, address, size);
	return result;
}

int
__closesocket_beos(int socket)
{
	return close(socket);
}

}	// extern "C"

NET_FUNCTION(socket);
NET_FUNCTION(bind);
NET_FUNCTION(connect);
NET_FUNCTION(accept);
NET_FUNCTION(getsockname);
NET_FUNCTION(getpeername);
NET_FUNCTION(closesocket);
