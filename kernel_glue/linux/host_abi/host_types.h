/* The types of the host's C library that its signal functions take. libroot's
 * own <signal.h> has other ones under the same names, so they are said here
 * again; checks/ compares them with the host's headers. */
#ifndef _HOST_TYPES_H
#define _HOST_TYPES_H

#include "../linux_abi.h"

/* Of a set's 1024 bits the kernel knows 64. The host's functions that ask the
 * kernel write only these: programs may have given smaller sets. */
struct host_sigset {
	linux_sigset	signals;
	unsigned char	unused[128 - sizeof(linux_sigset)];
};

struct host_sigaction {
	uintptr_t	handler;
	host_sigset	mask;
	int			flags;
	uintptr_t	restorer;
};

/* 4.3BSD's, of which only the symbol is left: glibc dropped the declaration
 * with 2.21. */
struct host_sigvec {
	uintptr_t	handler;
	int			mask;
	int			flags;
};

enum {
	HOST_SV_ONSTACK = 1,
	HOST_SV_INTERRUPT = 2,
	HOST_SV_RESETHAND = 4
};

enum : uintptr_t {
	HOST_SIG_ERR = UINTPTR_MAX,
	HOST_SIG_DFL = 0,
	HOST_SIG_IGN = 1,
	HOST_SIG_HOLD = 2
};

enum {
	/* What System V's functions ask for, and Linux ignores. */
	HOST_SA_INTERRUPT = 0x20000000
};

#endif	/* _HOST_TYPES_H */
