/* <signal.h> of the current ABI (version node LIBROOT_1_ALPHA4).
 *
 * Layouts and numbers are Haiku's; which names are visible under which feature
 * macro is POSIX's rule, in the host's <features.h> terms. See signal(7) of
 * this library's README for what differs from Linux.
 */
#ifndef _SIGNAL_H_
#define _SIGNAL_H_
#define _SIGNAL_H	1	/* the host's guard: some host headers ask for it */

#include <features.h>
#include <bits/types.h>
#include <bits/types/sig_atomic_t.h>
#include <libroot/signal_numbers.h>

/* -- numbers ------------------------------------------------------------- */

#define SIGBUS			30	/* apart from SIGSEGV, unlike in BeOS */
#define SIGRESERVED1	31
#define SIGRESERVED2	32
#define SIGIOT			SIGABRT	/* names of the same signals elsewhere */
#define SIGCLD			SIGCHLD
#define SIGIO			SIGPOLL

/* Function calls, so that programs keep working when the range grows. */
#define SIGRTMIN		(__signal_get_sigrtmin())
#define SIGRTMAX		(__signal_get_sigrtmax())

#define __MAX_SIGNO		64	/* greatest number that a sigset_t can hold */
#define _NSIG			(__MAX_SIGNO + 1)
#ifdef __USE_MISC
#	define NSIG			_NSIG
#endif

/* -- actions ------------------------------------------------------------- */

typedef void (*__sighandler_t)(int);

#define SIG_DFL		((__sighandler_t)0)
#define SIG_IGN		((__sighandler_t)1)
#define SIG_ERR		((__sighandler_t)-1)

#ifdef __USE_XOPEN
#	define SIG_HOLD	((__sighandler_t)3)
#endif
#ifdef __USE_GNU
typedef __sighandler_t	sighandler_t;
#endif
#ifdef __USE_MISC
typedef __sighandler_t	sig_t;
#endif

#if defined(__USE_POSIX)

#include <bits/types/sigset_t.h>

#ifndef __pid_t_defined
typedef __pid_t	pid_t;
#	define __pid_t_defined
#endif
#if (defined(__USE_XOPEN) || defined(__USE_XOPEN2K)) && !defined(__uid_t_defined)
typedef __uid_t	uid_t;
#	define __uid_t_defined
#endif

#if defined(__USE_POSIX199309)
#	include <bits/types/struct_timespec.h>
#	include <bits/types/__sigval_t.h>
#	include <bits/types/sigval_t.h>
#	include <bits/types/sigevent_t.h>
#	include <bits/sigevent-consts.h>
#endif

#if defined(__USE_POSIX199309) || defined(__USE_XOPEN_EXTENDED)
#	include <bits/types/siginfo_t.h>
#endif

/* What happens when a signal is delivered.
 *
 * BeOS extension: a handler without SA_SIGINFO is called with
 * (int signal, void *userdata, vregs *registers); one with SA_SIGINFO gets
 * (int signal, siginfo_t *, void *ucontext, void *userdata). Changes to the
 * registers take effect when the handler returns. */
struct sigaction {
#if defined(__USE_POSIX199309) || defined(__USE_XOPEN_EXTENDED)
	__extension__ union {
		__sighandler_t	sa_handler;
		void			(*sa_sigaction)(int, siginfo_t *, void *);
	};
#else
	__sighandler_t	sa_handler;
#endif
	sigset_t	sa_mask;		/* blocked while the handler runs */
	int			sa_flags;		/* SA_* */
	void		*sa_userdata;	/* given to the handler; BeOS extension */
};

#define SA_NOCLDSTOP	0x01	/* no SIGCHLD when children stop */
#define SA_NOCLDWAIT	0x02	/* children do not become zombies */
#define SA_RESETHAND	0x04	/* back to SIG_DFL on delivery */
#define SA_NODEFER		0x08	/* do not block the signal in its handler */
#define SA_RESTART		0x10	/* restart interrupted calls */
#define SA_ONSTACK		0x20	/* run on the alternate stack */
#define SA_SIGINFO		0x40	/* the handler takes three arguments */
#ifdef __USE_MISC
#	define SA_NOMASK	SA_NODEFER
#	define SA_STACK		SA_ONSTACK
#	define SA_ONESHOT	SA_RESETHAND
#endif

#define SIG_BLOCK		1
#define SIG_UNBLOCK		2
#define SIG_SETMASK		3

/* -- signal codes -------------------------------------------------------- */

#if defined(__USE_POSIX199309) || defined(__USE_XOPEN_EXTENDED)
#	define SI_USER			0	/* kill(), raise(), pthread_kill() */
#	define SI_QUEUE			1	/* sigqueue() */
#	define SI_TIMER			2	/* a timer expired */
#	define SI_ASYNCIO		3	/* asynchronous I/O completed */
#	define SI_MESGQ			4	/* a message arrived at an empty queue */
#endif
#if defined(__USE_XOPEN_EXTENDED) || defined(__USE_XOPEN2K8)
#	define ILL_ILLOPC		10
#	define ILL_ILLOPN		11
#	define ILL_ILLADR		12
#	define ILL_ILLTRP		13
#	define ILL_PRVOPC		14
#	define ILL_PRVREG		15
#	define ILL_COPROC		16
#	define ILL_BADSTK		17
#	define FPE_INTDIV		20
#	define FPE_INTOVF		21
#	define FPE_FLTDIV		22
#	define FPE_FLTOVF		23
#	define FPE_FLTUND		24
#	define FPE_FLTRES		25
#	define FPE_FLTINV		26
#	define FPE_FLTSUB		27
#	define SEGV_MAPERR		30
#	define SEGV_ACCERR		31
#	define BUS_ADRALN		40
#	define BUS_ADRERR		41
#	define BUS_OBJERR		42
#	define CLD_EXITED		60
#	define CLD_KILLED		61
#	define CLD_DUMPED		62
#	define CLD_TRAPPED		63
#	define CLD_STOPPED		64
#	define CLD_CONTINUED	65
#	define POLL_IN			70
#	define POLL_OUT			71
#	define POLL_MSG			72
#	define POLL_ERR			73
#	define POLL_PRI			74
#	define POLL_HUP			75
#endif
#ifdef __USE_XOPEN_EXTENDED
#	define TRAP_BRKPT		50
#	define TRAP_TRACE		51
#endif

/* -- alternate stacks, contexts ------------------------------------------ */

#if defined(__USE_MISC) || defined(__USE_XOPEN_EXTENDED) \
	|| defined(__USE_XOPEN2K8)
#	define __need_size_t
#	include <stddef.h>
#	include <bits/types/stack_t.h>
#	include <sys/ucontext.h>
#endif
#if defined(__USE_MISC) || defined(__USE_XOPEN_EXTENDED)
#	define SS_ONSTACK	1
#	define SS_DISABLE	2
#	define MINSIGSTKSZ	8192
#	define SIGSTKSZ		16384
#endif

#endif	/* __USE_POSIX */

/* The host's does so too, and programs have come to depend on it. */
#ifdef __USE_GNU
#	include <unistd.h>
#endif

__BEGIN_DECLS

/* -- what every C program may use ---------------------------------------- */

extern __sighandler_t signal(int __signal, __sighandler_t __handler) __THROW;
extern int raise(int __signal) __THROW;

extern int __signal_get_sigrtmin(void) __THROW;
extern int __signal_get_sigrtmax(void) __THROW;

#ifdef __USE_POSIX

/* -- dispositions and masks ---------------------------------------------- */

extern int sigaction(int __signal, const struct sigaction *__restrict __action,
	struct sigaction *__restrict __old_action) __THROW;
extern int sigpending(sigset_t *__set) __THROW;
extern int sigprocmask(int __how, const sigset_t *__restrict __set,
	sigset_t *__restrict __old_set) __THROW;
#if defined(__USE_POSIX199506) || defined(__USE_UNIX98)
extern int pthread_sigmask(int __how, const sigset_t *__restrict __set,
	sigset_t *__restrict __old_set) __THROW;
#endif

/* -- sending -------------------------------------------------------------- */

extern int kill(__pid_t __process, int __signal) __THROW;
#if defined(__USE_MISC) || defined(__USE_XOPEN_EXTENDED)
extern int killpg(__pid_t __process_group, int __signal) __THROW;
#endif
#ifdef __USE_POSIX199309
extern int sigqueue(__pid_t __process, int __signal, const union sigval __value)
	__THROW;
#endif
#if defined(__USE_POSIX199506) || defined(__USE_UNIX98)
#	include <bits/pthreadtypes.h>
extern int pthread_kill(pthread_t __target, int __signal) __THROW;
#	ifdef __USE_GNU
extern int pthread_sigqueue(pthread_t __target, int __signal,
	const union sigval __value) __THROW;
#	endif
#endif

/* -- waiting; cancellation points ------------------------------------------ */

extern int sigsuspend(const sigset_t *__mask);
#ifdef __USE_POSIX199506
extern int sigwait(const sigset_t *__restrict __set,
	int *__restrict __signal);
#endif
#ifdef __USE_POSIX199309
extern int sigwaitinfo(const sigset_t *__restrict __set,
	siginfo_t *__restrict __info);
#	ifndef __USE_TIME_BITS64
extern int sigtimedwait(const sigset_t *__restrict __set,
	siginfo_t *__restrict __info, const struct timespec *__restrict __timeout);
#	else
extern int __REDIRECT(sigtimedwait, (const sigset_t *__restrict __set,
	siginfo_t *__restrict __info, const struct timespec *__restrict __timeout),
	__sigtimedwait64);
#	endif
#endif

/* -- sets ------------------------------------------------------------------ */

extern int sigemptyset(sigset_t *__set) __THROW;
extern int sigfillset(sigset_t *__set) __THROW;
extern int sigaddset(sigset_t *__set, int __signal) __THROW;
extern int sigdelset(sigset_t *__set, int __signal) __THROW;
extern int sigismember(const sigset_t *__set, int __signal) __THROW;
#ifdef __USE_GNU
extern int sigisemptyset(const sigset_t *__set) __THROW;
extern int sigandset(sigset_t *__set, const sigset_t *__left,
	const sigset_t *__right) __THROW;
extern int sigorset(sigset_t *__set, const sigset_t *__left,
	const sigset_t *__right) __THROW;
#endif

#endif	/* __USE_POSIX */

/* -- XSI ------------------------------------------------------------------- */

#if defined(__USE_MISC) || defined(__USE_XOPEN_EXTENDED)
extern int sigaltstack(const stack_t *__restrict __stack,
	stack_t *__restrict __old_stack) __THROW;
extern int siginterrupt(int __signal, int __interrupt) __THROW;
#endif
#ifdef __USE_XOPEN_EXTENDED
extern int sigpause(int __signal);
extern int sighold(int __signal) __THROW;
extern int sigrelse(int __signal) __THROW;
extern int sigignore(int __signal) __THROW;
extern __sighandler_t sigset(int __signal, __sighandler_t __handler) __THROW;
#	ifndef __USE_XOPEN2K8
extern __sighandler_t __REDIRECT_NTH(bsd_signal,
	(int __signal, __sighandler_t __handler), signal);
#	endif
#endif

/* -- texts ----------------------------------------------------------------- */

#ifdef __USE_XOPEN2K8
extern void psignal(int __signal, const char *__message);
extern void psiginfo(const siginfo_t *__info, const char *__message);
#endif
#ifdef __USE_MISC
extern const char *const sys_siglist[NSIG];
#endif

/* -- BeOS ------------------------------------------------------------------ */

#ifdef __USE_MISC
extern int send_signal(__pid_t __target, unsigned int __signal);
extern void set_signal_stack(void *__base, size_t __size) __THROW;
#endif

/* -- sections (DragonFly) ---------------------------------------------------- */

/* From sigblockall() to sigunblockall() asynchronous signals wait, whatever the
 * mask says; see sigblockall(3). Both return the depth after the call: 1 in the
 * outermost section, 0 outside; with bit 31 set, that is a negative number, if
 * a signal has arrived since the outermost one began. sigunblockall() returns
 * -1 if there is no section.
 *
 * C programs define _LIBROOT_SOURCE to have them: some, like Debian's dash, have
 * functions of their own with these names. */
#if defined(__USE_MISC) && (defined(__cplusplus) || defined(_LIBROOT_SOURCE))
/* Not leaf functions: what a section protects may be in static variables. And
 * handlers run in the latter, which may throw. */
extern int sigblockall(void) __THROWNL;
extern int sigunblockall(void);

/* The library remembers the thread's mask. After changing it by a raw system
 * call, or before asking whether somebody else has, call this. */
extern void sigmask_resync(void) __THROW;

#	ifdef __USE_EXTERN_INLINES
#		include <bits/lpmap.h>

extern int __REDIRECT_NTHNL(__libroot_sigblockall, (void), sigblockall);
extern int __REDIRECT(__libroot_sigunblockall, (void), sigunblockall);
extern int __libroot_deliver_held_signals(void);

/* Single instructions: a handler cannot come in the middle of a change. */
__extern_inline int
__NTHNL(sigblockall(void))
{
	if (__builtin_expect(
			!__libroot_lpmap_words[__LPMAP_IS_PREPARED_WORD], 0))
		return __libroot_sigblockall();
	__asm__ __volatile__("addl $1, %0"
		: "+m" (__libroot_lpmap_words[__LPMAP_BLOCKALLSIGS_WORD])
		: : "memory", "cc");
	return (int)__libroot_lpmap_words[__LPMAP_BLOCKALLSIGS_WORD];
}

__extern_inline int
sigunblockall(void)
{
	__uint32_t __now;

	if (__builtin_expect((__libroot_lpmap_words[__LPMAP_BLOCKALLSIGS_WORD]
			& __LPMAP_DEPTH_MASK) == 0, 0))
		return __libroot_sigunblockall();
	__asm__ __volatile__("subl $1, %0"
		: "+m" (__libroot_lpmap_words[__LPMAP_BLOCKALLSIGS_WORD])
		: : "memory", "cc");
	__now = __libroot_lpmap_words[__LPMAP_BLOCKALLSIGS_WORD];
	if (__builtin_expect(__now == __LPMAP_ARRIVED, 0))
		return __libroot_deliver_held_signals();
	return (int)__now;
}
#	endif
#endif

/* Inline forms of the valid cases; anything else goes to the library. */
#if defined(__USE_POSIX) && defined(__USE_EXTERN_INLINES)
#	define __LIBROOT_SET_BIT(__signal) ((sigset_t)1 << ((__signal) - 1))
#	define __LIBROOT_SET_VALID(__set, __signal) \
		((unsigned)(__signal) - 1 < 40 && (__set) != (void *)0)

extern int __REDIRECT_NTH(__libroot_sigaddset,
	(sigset_t *__set, int __signal), sigaddset);
extern int __REDIRECT_NTH(__libroot_sigdelset,
	(sigset_t *__set, int __signal), sigdelset);
extern int __REDIRECT_NTH(__libroot_sigismember,
	(const sigset_t *__set, int __signal), sigismember);

__extern_inline int
__NTH(sigaddset(sigset_t *__set, int __signal))
{
	if (!__LIBROOT_SET_VALID(__set, __signal))
		return __libroot_sigaddset(__set, __signal);
	*__set |= __LIBROOT_SET_BIT(__signal);
	return 0;
}

__extern_inline int
__NTH(sigdelset(sigset_t *__set, int __signal))
{
	if (!__LIBROOT_SET_VALID(__set, __signal))
		return __libroot_sigdelset(__set, __signal);
	*__set &= ~__LIBROOT_SET_BIT(__signal);
	return 0;
}

__extern_inline int
__NTH(sigismember(const sigset_t *__set, int __signal))
{
	if (!__LIBROOT_SET_VALID(__set, __signal))
		return __libroot_sigismember(__set, __signal);
	return (int)(*__set >> (__signal - 1)) & 1;
}
#endif

__END_DECLS

#endif	/* _SIGNAL_H_ */
