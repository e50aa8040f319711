/* Names of hosts and of the user. */
#include <errno.h>
#include <netdb.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net.h"

extern "C" {

HOST_FUNCTION(gethostbyname, hostent*(const char*));
HOST_FUNCTION(gethostbyaddr, hostent*(const void*, socklen_t, int));

/* The variable of older programs; newer ones ask for the thread's. */
int ____h_errno_beos;

int*
___h_errnop_beos()
{
	return &h_errno;
}

/* What the host says, with BeOS's number of the family. struct hostent is the
 * same. */
static hostent*
beos_host(const hostent* host)
{
	____h_errno_beos = h_errno;
	if (host == nullptr)
		return nullptr;
	static __thread hostent result;
	result = *host;
	result.h_addrtype = BEOS_AF_INET;
	return &result;
}

hostent*
__gethostbyname_beos(const char* name)
{
	if (name == nullptr) {
		h_errno = ____h_errno_beos = HOST_NOT_FOUND;
		return nullptr;
	}
	return beos_host(host_gethostbyname(name));
}

hostent*
__gethostbyaddr_beos(const void* address, int size, int family)
{
	if (address == nullptr || family != BEOS_AF_INET) {
		h_errno = ____h_errno_beos = HOST_NOT_FOUND;
		return nullptr;
	}
	return beos_host(host_gethostbyaddr(address, size, AF_INET));
}

/* Copies what fits, with a null behind it. */
static int
give_text(char* buffer, size_t size, const char* text)
{
	if (buffer == nullptr || size == 0) {
		errno = EINVAL;
		return -1;
	}
	strncpy(buffer, text, size - 1);
	buffer[size - 1] = '\0';
	return 0;
}

/* BeOS's own, for lack of accounts: the name and the password that the Network
 * preferences held for logging in elsewhere. The name is that of the user; a
 * password is kept nowhere here. */

int
__getusername_beos(char* buffer, size_t size)
{
	const passwd* const user = getpwuid(getuid());
	const char* name = user != nullptr ? user->pw_name : getenv("USER");
	if (name == nullptr) {
		errno = ENOENT;
		return -1;
	}
	return give_text(buffer, size, name);
}

int
__getpassword_beos(char* buffer, size_t size)
{
	return give_text(buffer, size, "");
}

}	// extern "C"

NET_VARIABLE(__h_errno, 4);
NET_FUNCTION(_h_errnop);
NET_FUNCTION(gethostbyname);
NET_FUNCTION(gethostbyaddr);
NET_FUNCTION(getusername);
NET_FUNCTION(getpassword);
