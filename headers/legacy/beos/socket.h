/* Sockets of BeOS R5 (<net/socket.h>, <net/netdb.h>), which are in libnet.so.
 * What is not here has the host's values: SOL_SOCKET, MSG_OOB, SO_DEBUG,
 * SO_REUSEADDR, the numbers of h_errno. */
#ifndef _BEOS_SOCKET_H
#define _BEOS_SOCKET_H

#include "types.h"

#define BEOS_AF_INET		1

#define BEOS_SOCK_DGRAM		1
#define BEOS_SOCK_STREAM	2

#define BEOS_IPPROTO_UDP	1
#define BEOS_IPPROTO_TCP	2
#define BEOS_IPPROTO_ICMP	3

#define BEOS_SOL_SOCKET		1
#define BEOS_SO_DEBUG		1
#define BEOS_SO_REUSEADDR	2
#define BEOS_SO_NONBLOCK	3
#define BEOS_SO_REUSEPORT	4

#define BEOS_MSG_OOB		1

/* struct sockaddr_in; struct sockaddr has the same size. The bytes of port and
 * address are in the order of the network. */
struct beos_sockaddr_in {
	unsigned short	sin_family;
	unsigned short	sin_port;
	unsigned int	sin_addr;
	char			sin_zero[4];
};

BEOS_SIZE(struct beos_sockaddr_in, 12);
BEOS_OFFSET(struct beos_sockaddr_in, sin_port, 2);
BEOS_OFFSET(struct beos_sockaddr_in, sin_addr, 4);

#endif	/* _BEOS_SOCKET_H */
