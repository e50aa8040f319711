/* The legacy half's functions for the test program, which is current code.
 *
 * legacy_calls.legacy.cpp is compiled with headers/legacy and linked against
 * the stub without versions; the pointers it fills in are what the loader gave
 * it. The layouts here are written down a second time on purpose, from the
 * facts of the old ABI; the legacy half compares them with its header's. */
#ifndef _TESTS_LEGACY_CALLS_H
#define _TESTS_LEGACY_CALLS_H

#include <stdint.h>
#include <sys/select.h>
#include <sys/types.h>
#include <time.h>

typedef int32_t legacy_set;

typedef void (*any_handler)(int);

struct legacy_action {
	any_handler	handler;
	legacy_set	mask;
	int			flags;
	void*		userdata;
};

constexpr int LAST_LEGACY = 29;
constexpr legacy_set EVERYTHING = -1;

constexpr legacy_set
legacy_bit(int signal)
{
	return legacy_set{1} << (signal - 1);
}

struct legacy_calls {
	any_handler	(*signal)(int, any_handler);
	int			(*sigaction)(int, const legacy_action*, legacy_action*);
	any_handler	(*sigset)(int, any_handler);
	int			(*sigignore)(int);
	int			(*sighold)(int);
	int			(*sigrelse)(int);
	int			(*sigpause)(int);
	int			(*siginterrupt)(int, int);
	int			(*sigprocmask)(int, const legacy_set*, legacy_set*);
	int			(*pthread_sigmask)(int, const legacy_set*, legacy_set*);
	int			(*sigpending)(legacy_set*);
	int			(*sigsuspend)(const legacy_set*);
	int			(*sigwait)(const legacy_set*, int*);
	int			(*sigemptyset)(legacy_set*);
	int			(*sigfillset)(legacy_set*);
	int			(*sigaddset)(legacy_set*, int);
	int			(*sigdelset)(legacy_set*, int);
	int			(*sigismember)(const legacy_set*, int);
	int			(*pselect)(int, fd_set*, fd_set*, fd_set*, const struct timespec*,
					const legacy_set*);
	char*		(*strsignal)(int);
	int			(*raise)(int);
	int			(*kill)(pid_t, int);
	pid_t		(*wait)(int*);
	pid_t		(*waitpid)(pid_t, int*, int);
	void*		sigsetjmp;
	void*		siglongjmp;
	void*		longjmp;
	const char* const*	sys_siglist;

	/* The macros of BeOS R5, as old programs have them inside. */
	void		(*r5_sigaddset)(legacy_set*, int);
	void		(*r5_sigdelset)(legacy_set*, int);
	int			(*r5_sigismember)(const legacy_set*, int);
};

extern "C" const legacy_calls* legacy_functions();

/* What the legacy program's own compiled-in numbers are. */
struct legacy_constants {
	int	sigbus;
	int	nsig;
	int	size_of_set;
	int	size_of_jump_buffer;
	int	size_of_siglist;
};

extern "C" legacy_constants constants_of_legacy_code();

#endif	/* _TESTS_LEGACY_CALLS_H */
