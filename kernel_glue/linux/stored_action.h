#ifndef _STORED_ACTION_H
#define _STORED_ACTION_H

#include <stdint.h>

/* What a program asked for. */
struct stored_action {
	/* SIG_DFL: the program wants the default action, and we have a handler in
	 * the kernel all the same (default_actions.h). */
	void*		handler;
	void*		userdata;
	/* In the terms of the handler's ABI: of the host's if is_host, else
	 * sigset_t and SA_* of the current ABI, with the private bits of
	 * kernel_contract.h. */
	uint64_t	mask;
	int			flags;
	bool		is_host;
};

#endif	/* _STORED_ACTION_H */
