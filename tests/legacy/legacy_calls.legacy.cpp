/* The functions that legacy code is bound to. */
#define BEOS_R5_INLINE_SETS
#include <signal.h>
#undef sigaddset
#undef sigdelset
#undef sigismember

#include <setjmp.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>

#include "legacy_calls.h"

static_assert(sizeof(legacy_action) == sizeof(struct sigaction));
static_assert(offsetof(legacy_action, mask) == offsetof(struct sigaction, sa_mask));
static_assert(offsetof(legacy_action, flags)
	== offsetof(struct sigaction, sa_flags));
static_assert(offsetof(legacy_action, userdata)
	== offsetof(struct sigaction, sa_userdata));
static_assert(SIG_BLOCK == 1 && SIG_UNBLOCK == 2 && SIG_SETMASK == 3);

static void
r5_sigaddset(sigset_t* set, int signal)
{
	__beos_sigaddset(set, signal);
}

static void
r5_sigdelset(sigset_t* set, int signal)
{
	__beos_sigdelset(set, signal);
}

static int
r5_sigismember(const sigset_t* set, int signal)
{
	return __beos_sigismember(set, signal);
}

extern "C" const legacy_calls*
legacy_functions()
{
	static const legacy_calls calls = {
		signal,
		(int (*)(int, const legacy_action*, legacy_action*))sigaction,
		sigset, sigignore, sighold, sigrelse, sigpause, siginterrupt,
		sigprocmask, pthread_sigmask, sigpending, sigsuspend, sigwait,
		sigemptyset, sigfillset, sigaddset, sigdelset, sigismember,
		pselect, strsignal, raise, kill, wait, waitpid,
		(void*)__sigsetjmp, (void*)siglongjmp, (void*)longjmp, sys_siglist,
		r5_sigaddset, r5_sigdelset, r5_sigismember
	};
	return &calls;
}

extern "C" legacy_constants
constants_of_legacy_code()
{
	return { SIGBUS, NSIG, sizeof(sigset_t), sizeof(jmp_buf),
		sizeof(sys_siglist) };
}
