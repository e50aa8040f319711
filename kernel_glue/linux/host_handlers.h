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
#include "stored_action.h"

/* Describes an action of host code in our terms: host is what the kernel has,
 * stored what the slot says if the handler came through our entry, else
 * null. */
void expose_host_action(int hostSignal, const linux_sigaction& host,
	const stored_action* stored, struct sigaction& action);

enum class host_action_kind {
	OURS,		/* no action that was exposed */
	RAW,		/* the kernel is to have it as it is */
	ENTERED		/* it comes through our entry */
};

/* If action's handler is a stub of expose_host_action(), fills host, and stored
 * if it comes through our entry: the very action that was exposed, or, if the
 * program changed mask or flags meanwhile, that with these changes. */
host_action_kind host_action_of(const struct sigaction& action,
	linux_sigaction& host, stored_action& stored);

#endif	/* _HOST_HANDLERS_H */
