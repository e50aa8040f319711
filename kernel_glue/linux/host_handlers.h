/* Handlers that host code installed through the host's own C library.
 *
 * A program that asks for the action in force must get something that it can
 * call and put back. So it gets a stub of ours that calls the host's handler
 * with the host's arguments; putting the stub back restores the very action
 * that the kernel had.
 */
#ifndef _HOST_HANDLERS_H
#define _HOST_HANDLERS_H

#include <signal.h>

#include "linux_abi.h"

/* Describes the host's action in our terms. */
void expose_host_action(int signal, const linux_sigaction& host,
	struct sigaction& action);

/* If action's handler is a stub of expose_host_action(), fills host and
 * returns true: the very action that was exposed, or, if the program changed
 * mask or flags meanwhile, that with these changes. */
bool host_action_of(const struct sigaction& action, linux_sigaction& host);

#endif	/* _HOST_HANDLERS_H */
