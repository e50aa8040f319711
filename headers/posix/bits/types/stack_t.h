/* stack_t of the current ABI (Haiku's field order; Linux has flags before
 * size). Replaces the host's header of the same name. */
#ifndef __stack_t_defined
#define __stack_t_defined 1

#define __need_size_t
#include <stddef.h>

typedef struct {
	void	*ss_sp;		/* lowest address */
	size_t	ss_size;	/* bytes */
	int		ss_flags;	/* SS_ONSTACK, SS_DISABLE */
} stack_t;

#endif
