#include <string.h>
#include <sys/select.h>

#include <headers/legacy/beos/select.h>

#include "net.h"

extern "C" {

HOST_FUNCTION(select, int(int, fd_set*, fd_set*, fd_set*, timeval*));

/* BeOS's sets are the host's, but end after 256 sockets. The timeout is left as
 * it is. */
int
__select_beos(int count, beos_fd_set* readSet, beos_fd_set* writeSet,
	beos_fd_set* errorSet, const timeval* timeout)
{
	beos_fd_set* const sets[3] = { readSet, writeSet, errorSet };
	fd_set hostSets[3];
	fd_set* hostPointers[3] = {};
	for (int i = 0; i < 3; i++) {
		if (sets[i] != nullptr) {
			FD_ZERO(&hostSets[i]);
			memcpy(&hostSets[i], sets[i], sizeof(*sets[i]));
			hostPointers[i] = &hostSets[i];
		}
	}
	timeval hostTimeout;
	if (timeout != nullptr)
		hostTimeout = *timeout;
	const int result = host_select(
		count > BEOS_FD_SETSIZE ? BEOS_FD_SETSIZE : count, hostPointers[0],
		hostPointers[1], hostPointers[2],
		timeout != nullptr ? &hostTimeout : nullptr);
	for (int i = 0; i < 3 && result >= 0; i++) {
		if (sets[i] != nullptr)
			memcpy(sets[i], &hostSets[i], sizeof(*sets[i]));
	}
	return result;
}

}	// extern "C"

NET_FUNCTION(select);
