/* <signal.h> of the 32-bit-set ABI (version node LIBROOT_BASE), as BeOS R5 and
 * early Haiku had it. Frozen: programs built with it exist.
 *
 * For building legacy test programs. Nothing here depends on feature macros;
 * BeOS knew none.
 */
#ifndef _SIGNAL_H
#define _SIGNAL_H	1

#define __need_size_t
#include <stddef.h>
#include <features.h>
#include <bits/types.h>
#include <bits/types/sig_atomic_t.h>
#include <bits/types/sigset_t.h>
#include <bits/types/stack_t.h>
#include <bits/pthreadtypes.h>
#include <libroot/legacy_layouts.h>

#include "../posix/libroot/signal_numbers.h"
#if defined(__x86_64__)
#	include "../posix/libroot/arch/x86_64/vregs.h"
#else
#	include "../posix/libroot/arch/x86/vregs.h"
#endif

typedef struct vregs	vregs;

/* -- numbers ------------------------------------------------------------- */

#define SIGBUS		SIGSEGV		/* one signal; so no legacy set can tell them apart */

#define NSIG		30			/* early Haiku; 23 in BeOS R5 */

/* -- actions ------------------------------------------------------------- */

/* Handlers are really called as void handler(int signal, void *userdata,
 * vregs registers). By value: what one changes in its copy of the registers is
 * loaded when it returns (compilers know nothing of that: keep the store alive
 * with asm volatile("" : : "r"(&registers) : "memory")). */
typedef void (*__signal_func_ptr)(int);

#define SIG_DFL		((__signal_func_ptr)0)
#define SIG_IGN		((__signal_func_ptr)1)
#define SIG_ERR		((__signal_func_ptr)-1)
#define SIG_HOLD	((__signal_func_ptr)3)

#define SA_NOCLDSTOP	0x01	/* the only one in BeOS R5 */
#define SA_NOCLDWAIT	0x02
#define SA_RESETHAND	0x04
#define SA_NODEFER		0x08
#define SA_RESTART		0x10
#define SA_ONSTACK		0x20
#define SA_ONESHOT		SA_RESETHAND
#define SA_NOMASK		SA_NODEFER
#define SA_STACK		SA_ONSTACK

#define SIG_BLOCK		1
#define SIG_UNBLOCK		2
#define SIG_SETMASK		3

#define SS_ONSTACK		1
#define SS_DISABLE		2
#define MINSIGSTKSZ		4096	/* early Haiku; libroot asks for 8192 */
#define SIGSTKSZ		16384

__BEGIN_DECLS

extern __signal_func_ptr signal(int __signal, __signal_func_ptr __handler);
extern int sigaction(int __signal, const struct sigaction *__action,
	struct sigaction *__old_action);
extern __signal_func_ptr sigset(int __signal, __signal_func_ptr __handler);
extern int sigignore(int __signal);
extern int siginterrupt(int __signal, int __interrupt);

extern int sigprocmask(int __how, const sigset_t *__set, sigset_t *__old_set);
extern int pthread_sigmask(int __how, const sigset_t *__set,
	sigset_t *__old_set);
extern int sighold(int __signal);
extern int sigrelse(int __signal);

extern int sigpending(sigset_t *__set);
extern int sigsuspend(const sigset_t *__mask);
extern int sigpause(int __signal);
extern int sigwait(const sigset_t *__set, int *__signal);

extern int raise(int __signal);
extern int kill(__pid_t __process, int __signal);
extern int killpg(__pid_t __process_group, int __signal);
extern int pthread_kill(pthread_t __thread_id, int __signal);
extern int send_signal(__pid_t __thread_id, unsigned int __signal);

extern int sigaltstack(const stack_t *__stack, stack_t *__old_stack);
extern void set_signal_stack(void *__base, size_t __size);

extern int sigemptyset(sigset_t *__set);
extern int sigfillset(sigset_t *__set);
extern int sigaddset(sigset_t *__set, int __signal);
extern int sigdelset(sigset_t *__set, int __signal);
extern int sigismember(const sigset_t *__set, int __signal);

extern const char *const sys_siglist[NSIG];

__END_DECLS

/* BeOS R5's <signal.h> had these three inline, without any check: they are
 * part of old programs. */
#ifdef BEOS_R5_INLINE_SETS
static inline int
__beos_sigaddset(sigset_t *__set, int __signal)
{
	*__set |= (sigset_t)1 << (__signal - 1);
	return 0;
}

static inline int
__beos_sigdelset(sigset_t *__set, int __signal)
{
	*__set &= ~((sigset_t)1 << (__signal - 1));
	return 0;
}

static inline int
__beos_sigismember(const sigset_t *__set, int __signal)
{
	return (*__set & (sigset_t)1 << (__signal - 1)) != 0;
}

#	define sigaddset(set, signal)	__beos_sigaddset((set), (signal))
#	define sigdelset(set, signal)	__beos_sigdelset((set), (signal))
#	define sigismember(set, signal)	__beos_sigismember((set), (signal))
#endif

#endif	/* _SIGNAL_H */
