/* <ucontext.h>: the types only.
 *
 * getcontext(), setcontext(), makecontext() and swapcontext() are not declared:
 * the host's work on the host's ucontext_t, and libroot has none yet. */
#ifndef _UCONTEXT_H
#define _UCONTEXT_H	1	/* the host's guard: keeps its file out */

#include <sys/ucontext.h>

#endif	/* _UCONTEXT_H */
