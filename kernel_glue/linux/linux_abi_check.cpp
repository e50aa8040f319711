/* Compares linux_abi.h with the headers of the installed kernel. Compiled for
 * the comparison only; it contributes no code. */
#include <asm/siginfo.h>
#include <asm/signal.h>
#include <linux/futex.h>
#include <linux/wait.h>

#include "linux_abi.h"

#define SAME(name) static_assert((unsigned long)LINUX_##name == (unsigned long)name)

SAME(SIGHUP); SAME(SIGINT); SAME(SIGQUIT); SAME(SIGILL); SAME(SIGTRAP);
SAME(SIGABRT); SAME(SIGBUS); SAME(SIGFPE); SAME(SIGKILL); SAME(SIGUSR1);
SAME(SIGSEGV); SAME(SIGUSR2); SAME(SIGPIPE); SAME(SIGALRM); SAME(SIGTERM);
SAME(SIGSTKFLT); SAME(SIGCHLD); SAME(SIGCONT); SAME(SIGSTOP); SAME(SIGTSTP);
SAME(SIGTTIN); SAME(SIGTTOU); SAME(SIGURG); SAME(SIGXCPU); SAME(SIGXFSZ);
SAME(SIGVTALRM); SAME(SIGPROF); SAME(SIGWINCH); SAME(SIGPOLL); SAME(SIGPWR);
SAME(SIGSYS);
SAME(SIG_BLOCK); SAME(SIG_UNBLOCK); SAME(SIG_SETMASK);
SAME(SA_NOCLDSTOP); SAME(SA_NOCLDWAIT); SAME(SA_SIGINFO); SAME(SA_RESTORER);
SAME(SA_EXPOSE_TAGBITS); SAME(SA_ONSTACK); SAME(SA_RESTART); SAME(SA_NODEFER); SAME(SA_RESETHAND);
SAME(CLD_EXITED);
SAME(SI_USER); SAME(SI_KERNEL); SAME(SI_QUEUE); SAME(SI_TIMER);
SAME(SI_MESGQ); SAME(SI_ASYNCIO); SAME(SI_TKILL);
SAME(WNOHANG); SAME(WSTOPPED); SAME(WEXITED); SAME(WCONTINUED); SAME(WNOWAIT);
SAME(P_ALL); SAME(P_PID); SAME(P_PGID);
SAME(FUTEX_WAIT); SAME(FUTEX_WAKE);
SAME(FUTEX_WAIT_PRIVATE); SAME(FUTEX_WAKE_PRIVATE); SAME(FUTEX_WAKE_OP_PRIVATE);
SAME(FUTEX_32);
static_assert((int)LINUX_FUTEX_IS_PRIVATE == FUTEX_PRIVATE_FLAG);
static_assert(sizeof(linux_futex_wait) == sizeof(struct futex_waitv));
static_assert(LINUX_FUTEX_OR_NOTHING
	== FUTEX_OP(FUTEX_OP_OR, 0, FUTEX_OP_CMP_EQ, 0));

static_assert(sizeof(linux_siginfo) == sizeof(siginfo_t));
static_assert(offsetof(linux_siginfo, sender.pid) == offsetof(siginfo_t, si_pid));
static_assert(offsetof(linux_siginfo, sender.value)
	== offsetof(siginfo_t, si_value));
static_assert(offsetof(linux_siginfo, child.status)
	== offsetof(siginfo_t, si_status));
static_assert(offsetof(linux_siginfo, fault.address)
	== offsetof(siginfo_t, si_addr));
static_assert(offsetof(linux_siginfo, poll.band) == offsetof(siginfo_t, si_band));
