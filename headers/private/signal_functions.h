/* The implementations that other files of libroot and compat call: __f is the
 * current version of f, __f_beos the legacy one. */
#ifndef _LIBROOT_SIGNAL_FUNCTIONS_H
#define _LIBROOT_SIGNAL_FUNCTIONS_H

#include <signal.h>
#include <sys/resource.h>

#include <kernel_contract.h>
#include <legacy_abi.h>

extern "C" {

int __sigaction(int signal, const struct sigaction* action,
	struct sigaction* oldAction);
int __sigprocmask(int how, const sigset_t* set, sigset_t* oldSet);
int __kill(pid_t process, int signal);
int __raise(int signal);
char* __strsignal(int signal);
char* __unknown_signal_text(int signal);
pid_t __wait4(pid_t process, int* status, int options, struct rusage* usage);

int __sigaction_beos(int signal, const struct sigaction_beos* action,
	struct sigaction_beos* oldAction);
int __sigprocmask_beos(int how, const beos_sigset_t* set,
	beos_sigset_t* oldSet);
pid_t __waitpid_beos(pid_t child, int* status, int options);

}	/* extern "C" */

/* The error of a mask change, as a positive number or 0; both ABIs' errno and
 * pthread forms are made of it. */
int change_mask(int how, const sigset_t* set, sigset_t* oldSet);
int change_legacy_mask(int how, const beos_sigset_t* set,
	beos_sigset_t* oldSet);

/* A valid signal number, as functions take it that talk of one signal. */
inline bool
is_signal_number(int signal)
{
	return signal >= 1 && signal <= SIGNAL_REALTIME_MAX;
}

inline sigset_t
set_of(int signal)
{
	return sigset_t{1} << (signal - 1);
}

#endif	/* _LIBROOT_SIGNAL_FUNCTIONS_H */
