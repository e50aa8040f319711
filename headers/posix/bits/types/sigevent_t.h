/* struct sigevent of the current ABI. Replaces the host's header of the same
 * name. */
#ifndef __sigevent_t_defined
#define __sigevent_t_defined 1

#include <bits/types.h>
#include <bits/types/__sigval_t.h>
#include <bits/pthreadtypes.h>

typedef struct sigevent {
	int				sigev_notify;	/* SIGEV_* */
	int				sigev_signo;
	__sigval_t		sigev_value;
	void			(*sigev_notify_function)(__sigval_t);
	pthread_attr_t	*sigev_notify_attributes;
} sigevent_t;

#endif
