#ifndef _FORK_HANDLERS_H
#define _FORK_HANDLERS_H

/* Has anybody in the process called pthread_atfork()? */
bool program_has_fork_handlers();

#endif	/* _FORK_HANDLERS_H */
