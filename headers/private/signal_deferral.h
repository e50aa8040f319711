/* What the parts of the system use to hold asynchronous signals back, where
 * programs have sigblockall(): FreeBSD's sigfastblock(2), on a word of the
 * caller's own, and Haiku's defer_signals(). Never installed; C and C++.
 */
#ifndef _LIBROOT_SIGNAL_DEFERRAL_H
#define _LIBROOT_SIGNAL_DEFERRAL_H

#ifndef _LIBROOT_SOURCE
#	define _LIBROOT_SOURCE	/* sigblockall(), in C; before all other headers */
#endif
#include <signal.h>

/* Commands. Numbers of these and of the bits: FreeBSD <sys/signalvar.h>. */
#define SIGFASTBLOCK_SETPTR		1	/* ptr is the calling thread's word */
#define SIGFASTBLOCK_UNBLOCK	2	/* deliver what has been held back */
#define SIGFASTBLOCK_UNSETPTR	3	/* the thread has no word any more */

/* In the word, a uint32_t. Its owner adds and subtracts SIGFASTBLOCK_INC, with
 * single instructions; the bits of SIGFASTBLOCK_FLAGS are libroot's. */
#define SIGFASTBLOCK_PEND		0x1	/* something has been held back */
#define SIGFASTBLOCK_FLAGS		0xf
#define SIGFASTBLOCK_INC		0x10

#ifdef __cplusplus
extern "C" {
#endif

/* Registers a word of which every SIGFASTBLOCK_INC makes asynchronous signals
 * wait for the calling thread; see sigfastblock(2). There is no symbol of this
 * name: it is __sys_fast_sigblock in the node LIBROOT_PRIVATE.
 *
 * command: SIGFASTBLOCK_SETPTR with ptr; SIGFASTBLOCK_UNBLOCK after the last
 * SIGFASTBLOCK_INC was taken off a word that is SIGFASTBLOCK_PEND now: clears
 * it, and what has arrived is delivered before the return;
 * SIGFASTBLOCK_UNSETPTR. ptr is ignored in the latter two.
 *
 * Returns 0, or -1 with errno set. EBUSY: SETPTR while a word is registered;
 * UNBLOCK when the word is not exactly SIGFASTBLOCK_PEND; UNSETPTR when it is
 * neither that nor 0. EINVAL: SETPTR of a word that is not aligned to its
 * size; UNBLOCK or UNSETPTR without a registered word; any other command.
 * EFAULT: the word cannot be read and written; if it was registered, it no
 * longer is. Async-signal-safe. */
int sigfastblock(int command, void* ptr) __asm__("__sys_fast_sigblock");

#ifdef __cplusplus
}
#endif

/* From one to the other asynchronous signals wait (Haiku). They nest, with
 * each other and with sigblockall(), whose counter they use: see
 * sigblockall(3). Async-signal-safe. */
static inline void
defer_signals(void)
{
	sigblockall();
}

static inline void
undefer_signals(void)
{
	sigunblockall();
}

#endif	/* _LIBROOT_SIGNAL_DEFERRAL_H */
