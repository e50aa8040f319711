/* Compares host_types.h with the host's headers, in whose view it is compiled.
 * Compiled for the comparison only; it contributes no code. */
#include <signal.h>

#include "../host_types.h"

static_assert(sizeof(host_sigset) == sizeof(sigset_t));
static_assert(alignof(host_sigset) == alignof(sigset_t));

static_assert(sizeof(host_sigaction) == sizeof(struct sigaction));
static_assert(offsetof(host_sigaction, handler)
	== offsetof(struct sigaction, sa_handler));
static_assert(offsetof(host_sigaction, handler)
	== offsetof(struct sigaction, sa_sigaction));
static_assert(offsetof(host_sigaction, mask)
	== offsetof(struct sigaction, sa_mask));
static_assert(offsetof(host_sigaction, flags)
	== offsetof(struct sigaction, sa_flags));
static_assert(offsetof(host_sigaction, restorer)
	== offsetof(struct sigaction, sa_restorer));

static_assert(sizeof(linux_siginfo) == sizeof(siginfo_t));
static_assert(offsetof(linux_siginfo, signo) == offsetof(siginfo_t, si_signo));
static_assert(offsetof(linux_siginfo, code) == offsetof(siginfo_t, si_code));

static_assert(HOST_SA_INTERRUPT == SA_INTERRUPT);
static_assert(LINUX_NSIG + 1 == NSIG);
