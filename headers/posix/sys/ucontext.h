/* ucontext_t of the current ABI (Haiku's layout). */
#ifndef _SYS_UCONTEXT_H
#define _SYS_UCONTEXT_H	1

#include <features.h>
#include <bits/types/sigset_t.h>
#include <bits/types/stack_t.h>

#ifdef __USE_MISC
#	include <libroot/vregs.h>
typedef struct vregs	mcontext_t;
#else
/* POSIX leaves the names of the registers to the program: the same size and
 * alignment without them. */
typedef struct {
#	ifdef __x86_64__
	unsigned long	__registers[122];
#	else
	unsigned long	__registers[140];
#	endif
} mcontext_t;
#endif

typedef struct __ucontext_t {
	struct __ucontext_t	*uc_link;		/* context of the interrupted handler */
	sigset_t			uc_sigmask;		/* restored when the handler returns */
	stack_t				uc_stack;		/* alternate stack of the thread */
	mcontext_t			uc_mcontext;
} ucontext_t;

#endif	/* _SYS_UCONTEXT_H */
