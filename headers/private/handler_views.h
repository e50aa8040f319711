/* Handlers of one ABI as code of the other sees them.
 *
 * Current code that asks for an action that legacy code installed (or the
 * other way round) gets a function that takes the asker's arguments and calls
 * the handler with its own; given back, it stands for the original action.
 */
#ifndef _LIBROOT_HANDLER_VIEWS_H
#define _LIBROOT_HANDLER_VIEWS_H

#include <signal.h>

/* action, as _kern_sigaction() told it, in the form for current code; private
 * flags are gone afterwards. */
void show_action_to_current(struct sigaction& action);

/* The same in the form for legacy code. */
void show_action_to_legacy(struct sigaction& action);

/* Whether a function stands for a legacy handler. */
bool is_view_for_current(const void* function);

/* action, as current or legacy code gave it, in the form for
 * _kern_sigaction(): one that was shown as above becomes what it was, with the
 * mask and flags that it has now. */
void accept_action_from_current(struct sigaction& action);
void accept_action_from_legacy(struct sigaction& action);

#endif	/* _LIBROOT_HANDLER_VIEWS_H */
