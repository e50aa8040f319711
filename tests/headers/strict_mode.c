/* The sizes that a strictly conforming program sees. */
#undef _GNU_SOURCE
#undef _DEFAULT_SOURCE
#define _POSIX_C_SOURCE	200809L

#include <signal.h>
#include <stddef.h>

const size_t size_in_strict_mode_of_ucontext = sizeof(ucontext_t);
const size_t size_in_strict_mode_of_sigaction = sizeof(struct sigaction);
const size_t size_in_strict_mode_of_siginfo = sizeof(siginfo_t);
