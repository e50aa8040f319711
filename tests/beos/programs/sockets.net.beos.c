/* Sockets of BeOS, towards the program of the host that has started it: what it
 * does is the first argument, the host's port the second. */
#include <beos/select.h>
#include <beos/socket.h>

typedef unsigned int size_t;
typedef int ssize_t;

struct timeval {
	int	seconds;
	int	microseconds;
};

struct hostent {
	char*	h_name;
	char**	h_aliases;
	int		h_addrtype;
	int		h_length;
	char**	h_addr_list;
};

extern int socket(int, int, int);
extern int bind(int, const struct beos_sockaddr_in*, int);
extern int listen(int, int);
extern int accept(int, struct beos_sockaddr_in*, int*);
extern int connect(int, const struct beos_sockaddr_in*, int);
extern int getsockname(int, struct beos_sockaddr_in*, int*);
extern int getpeername(int, struct beos_sockaddr_in*, int*);
extern ssize_t send(int, const void*, size_t, int);
extern ssize_t recv(int, void*, size_t, int);
extern ssize_t sendto(int, const void*, size_t, int,
	const struct beos_sockaddr_in*, int);
extern ssize_t recvfrom(int, void*, size_t, int, struct beos_sockaddr_in*,
	int*);
extern int setsockopt(int, int, int, const void*, unsigned);
extern int getsockopt(int, int, int, void*, int*);
extern int shutdown(int, int);
extern int closesocket(int);
extern int select(int, struct beos_fd_set*, struct beos_fd_set*,
	struct beos_fd_set*, struct timeval*);
extern struct hostent* gethostbyname(const char*);
extern struct hostent* gethostbyaddr(const void*, int, int);
extern unsigned int inet_addr(const char*);
extern char* inet_ntoa(unsigned int);
extern int* _h_errnop(void);
extern int __h_errno;
extern int gethostname(char*, size_t);
extern int getusername(char*, size_t);
extern int getpassword(char*, size_t);
extern int* _errnop(void);

extern int printf(const char*, ...);
extern int fflush(void*);
extern int atoi(const char*);
extern int strcmp(const char*, const char*);
extern void* memset(void*, int, size_t);

static unsigned short
swapped(unsigned port)
{
	return (unsigned short)(port << 8 | (port >> 8 & 0xff));
}

static struct beos_sockaddr_in
local(unsigned port)
{
	const struct beos_sockaddr_in address
		= { BEOS_AF_INET, swapped(port), inet_addr("127.0.0.1"), { 0 } };
	return address;
}

static void
say_errno(const char* what, int result)
{
	printf("%s: %d %x\n", what, result, result < 0 ? *_errnop() : 0);
}

/* Sends a greeting and prints the answer. */
static void
converse(int stream)
{
	char buffer[64];
	send(stream, "hello", 5, 0);
	const ssize_t size = recv(stream, buffer, sizeof(buffer), 0);
	printf("received %.*s\n", size > 0 ? (int)size : 0, buffer);
	say_errno("end", recv(stream, buffer, sizeof(buffer), 0));
}

static void
be_client(unsigned port)
{
	const int stream = socket(BEOS_AF_INET, BEOS_SOCK_STREAM, BEOS_IPPROTO_TCP);
	struct beos_sockaddr_in address = local(port);
	say_errno("connect", connect(stream, &address, sizeof(address)));
	struct beos_sockaddr_in peer[2];
	memset(peer, 0xa5, sizeof(peer));
	int size = sizeof(peer[0]);
	say_errno("peer", getpeername(stream, peer, &size));
	printf("family %d port %d address %s size %d, behind it %x\n",
		peer[0].sin_family, swapped(peer[0].sin_port) == port,
		inet_ntoa(peer[0].sin_addr), size, peer[1].sin_family);
	converse(stream);
	say_errno("close", closesocket(stream));
	say_errno("closed", closesocket(stream));
}

static void
be_server(void)
{
	const int listener = socket(BEOS_AF_INET, BEOS_SOCK_STREAM, 0);
	struct beos_sockaddr_in address = local(0);
	say_errno("bind", bind(listener, &address, sizeof(address)));
	say_errno("listen", listen(listener, 5));
	int size = sizeof(address);
	getsockname(listener, &address, &size);
	printf("port %d\n", swapped(address.sin_port));
	fflush(0);

	struct beos_fd_set set;
	memset(&set, 0, sizeof(set));
	set.bits[listener / 32] |= 1u << listener % 32;
	struct timeval timeout = { 30, 0 };
	const int ready = select(listener + 1, &set, 0, 0, &timeout);
	printf("ready %d %d\n", ready, (set.bits[listener / 32] >> listener % 32) & 1);
	size = sizeof(address);
	const int stream = accept(listener, &address, &size);
	printf("from %d %s %d\n", address.sin_family, inet_ntoa(address.sin_addr),
		size);
	converse(stream);
	closesocket(stream);
	closesocket(listener);
}

static void
send_datagrams(unsigned port)
{
	const int datagrams = socket(BEOS_AF_INET, BEOS_SOCK_DGRAM,
		BEOS_IPPROTO_UDP);
	struct beos_sockaddr_in address = local(port);
	say_errno("sendto", sendto(datagrams, "datagram", 8, 0, &address,
		sizeof(address)));
	char buffer[64];
	struct beos_sockaddr_in from;
	int size = sizeof(from);
	const ssize_t received = recvfrom(datagrams, buffer, sizeof(buffer), 0,
		&from, &size);
	printf("received %.*s from %d %d, size %d\n",
		received > 0 ? (int)received : 0, buffer, from.sin_family,
		swapped(from.sin_port) == port, size);
	closesocket(datagrams);
}

static void
make_mistakes(void)
{
	say_errno("family", socket(2, BEOS_SOCK_STREAM, 0));
	say_errno("type", socket(BEOS_AF_INET, 3, 0));
	say_errno("protocol", socket(BEOS_AF_INET, BEOS_SOCK_STREAM, 6));
	const int stream = socket(BEOS_AF_INET, BEOS_SOCK_STREAM, 0);
	struct beos_sockaddr_in address = local(1);
	say_errno("refused", connect(stream, &address, sizeof(address)));
	address.sin_family = 2;
	say_errno("other family", connect(stream, &address, sizeof(address)));
	say_errno("small", connect(stream, &address, 4));
	say_errno("no address", connect(stream, 0, 12));
	say_errno("no socket", send(0, "x", 1, 0));
	say_errno("not connected", getpeername(stream, &address,
		&(int){ sizeof(address) }));
	say_errno("flags", send(stream, "x", 1, 0x40));

	/* Options in a byte and in an int. */
	char byte = 1;
	int word = 0;
	int size = sizeof(word);
	say_errno("set", setsockopt(stream, BEOS_SOL_SOCKET, BEOS_SO_NONBLOCK,
		&byte, 1));
	getsockopt(stream, BEOS_SOL_SOCKET, BEOS_SO_NONBLOCK, &word, &size);
	printf("nonblocking %d, size %d\n", word, size);
	say_errno("accept", accept(stream, 0, 0));
	const int datagrams = socket(BEOS_AF_INET, BEOS_SOCK_DGRAM, 0);
	word = 1;
	setsockopt(datagrams, BEOS_SOL_SOCKET, BEOS_SO_NONBLOCK, &word,
		sizeof(word));
	say_errno("would block", recv(datagrams, &word, 4, 0));
	word = 1;
	setsockopt(stream, BEOS_SOL_SOCKET, BEOS_SO_REUSEADDR, &word, 4);
	word = 7;
	size = 1;
	getsockopt(stream, BEOS_SOL_SOCKET, BEOS_SO_REUSEADDR, &word, &size);
	printf("reuse %d, size %d\n", word, size);
	say_errno("option", setsockopt(stream, BEOS_SOL_SOCKET, 77, &word, 4));
	say_errno("level", setsockopt(stream, 6, 1, &word, 4));
	say_errno("option of a file", setsockopt(0, BEOS_SOL_SOCKET,
		BEOS_SO_NONBLOCK, &word, 4));

	struct timeval timeout = { 0, 1000 };
	struct beos_fd_set sets[2];
	memset(sets, 0xff, sizeof(sets));
	sets[0].bits[0] = 0;
	for (int i = 1; i < 8; i++)
		sets[0].bits[i] = 0;
	sets[0].bits[datagrams / 32] = 1u << datagrams % 32;
	say_errno("select", select(1000, sets, 0, 0, &timeout));
	printf("left %x, behind %x, timeout %d\n", sets[0].bits[datagrams / 32],
		sets[1].bits[0], timeout.microseconds);
}

static void
ask_for_names(void)
{
	const struct hostent* host = gethostbyname("127.0.0.1");
	printf("type %d length %d address %s\n", host->h_addrtype, host->h_length,
		inet_ntoa(*(unsigned int*)host->h_addr_list[0]));
	host = gethostbyname("no.such.host.invalid");
	printf("found %d, error %d %d\n", host != 0, *_h_errnop() != 0,
		__h_errno == *_h_errnop());
	host = gethostbyaddr("\177\0\0\1", 4, 2);
	printf("found %d, error %d\n", host != 0, *_h_errnop());
	char text[64];
	int result = gethostname(text, sizeof(text));
	printf("host %d %s\n", result, text);
	result = getusername(text, sizeof(text));
	printf("user %d %s\n", result, text);
	result = getpassword(text, sizeof(text));
	printf("password %d \"%s\"\n", result, text);
	result = getusername(text, 2);
	printf("short %d %d\n", result, text[1]);
}

int
main(int argc, char** argv)
{
	const char* what = argc > 1 ? argv[1] : "";
	const unsigned port = argc > 2 ? atoi(argv[2]) : 0;
	if (strcmp(what, "client") == 0)
		be_client(port);
	else if (strcmp(what, "server") == 0)
		be_server();
	else if (strcmp(what, "datagrams") == 0)
		send_datagrams(port);
	else if (strcmp(what, "mistakes") == 0)
		make_mistakes();
	else if (strcmp(what, "names") == 0)
		ask_for_names();
	/* The peer is gone: an error, and no signal. */
	else if (strcmp(what, "broken") == 0) {
		const int stream = socket(BEOS_AF_INET, BEOS_SOCK_STREAM, 0);
		struct beos_sockaddr_in address = local(port);
		connect(stream, &address, sizeof(address));
		shutdown(stream, 1);
		say_errno("broken", send(stream, "x", 1, 0));
	}
	return 0;
}
