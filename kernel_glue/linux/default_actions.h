/* Default actions that wait for the end of a section.
 *
 * The kernel carries out a default action wherever the thread is. So once a
 * program has used a section of its own, signals whose default action would
 * end or stop it are caught on its behalf, and the action is carried out by
 * the kernel when the thread is outside.
 */
#ifndef _DEFAULT_ACTIONS_H
#define _DEFAULT_ACTIONS_H

#include <atomic>

#include "linux_abi.h"
#include "stored_action.h"

/* True from a program's first section on; never false again. */
extern std::atomic<bool> default_actions_wait;

bool is_ignored_by_default(int hostSignal);

/* Does the default action end or stop the process? (signal(7)) */
bool is_default_action_deadly(int hostSignal);

/* Fills what the kernel should get so that the default action waits; the slot
 * that was claimed for it. */
int prepare_default_action(int hostSignal, const stored_action& action,
	linux_sigaction& host);

/* Is this kernel action the one that catches a default action? */
bool is_caught_default_action(int hostSignal, const linux_sigaction& host);

/* From now on default actions wait. */
void make_default_actions_wait();

/* After SA_RESETHAND has put the kernel's default in place. */
void renew_default_action(int hostSignal);

/* Lets the kernel do what it does by default. Called by the entry, with its
 * frame's context, or outside (context null); returns when the process was
 * only stopped, or if it happens as soon as the entry returns. */
void carry_out_default_action(int hostSignal, const linux_siginfo& info,
	struct linux_ucontext* context);

#endif	/* _DEFAULT_ACTIONS_H */
