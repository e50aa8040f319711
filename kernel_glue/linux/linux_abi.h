/* The Linux kernel's signal numbers, flags and structures on x86, as the
 * rt_* system calls want them. Source: arch/x86/include/uapi/asm/signal.h,
 * include/uapi/asm-generic/siginfo.h, signal(7), sigaction(2), waitid(2).
 * linux_abi_check.cpp compares the numbers with the installed kernel headers.
 *
 * Includes no <signal.h>, ours or the host's, so that the check can include
 * the kernel's own. */
#ifndef _LINUX_ABI_H
#define _LINUX_ABI_H

#include <stddef.h>
#include <stdint.h>

enum {
	LINUX_SIGHUP = 1,
	LINUX_SIGINT = 2,
	LINUX_SIGQUIT = 3,
	LINUX_SIGILL = 4,
	LINUX_SIGTRAP = 5,
	LINUX_SIGABRT = 6,
	LINUX_SIGBUS = 7,
	LINUX_SIGFPE = 8,
	LINUX_SIGKILL = 9,
	LINUX_SIGUSR1 = 10,
	LINUX_SIGSEGV = 11,
	LINUX_SIGUSR2 = 12,
	LINUX_SIGPIPE = 13,
	LINUX_SIGALRM = 14,
	LINUX_SIGTERM = 15,
	LINUX_SIGSTKFLT = 16,
	LINUX_SIGCHLD = 17,
	LINUX_SIGCONT = 18,
	LINUX_SIGSTOP = 19,
	LINUX_SIGTSTP = 20,
	LINUX_SIGTTIN = 21,
	LINUX_SIGTTOU = 22,
	LINUX_SIGURG = 23,
	LINUX_SIGXCPU = 24,
	LINUX_SIGXFSZ = 25,
	LINUX_SIGVTALRM = 26,
	LINUX_SIGPROF = 27,
	LINUX_SIGWINCH = 28,
	LINUX_SIGPOLL = 29,
	LINUX_SIGPWR = 30,
	LINUX_SIGSYS = 31,
	/* 32 and 33 belong to glibc, and some C libraries keep 34 as well. */
	LINUX_FIRST_REALTIME = 35,
	LINUX_NSIG = 64
};

enum {
	LINUX_SIG_BLOCK = 0,
	LINUX_SIG_UNBLOCK = 1,
	LINUX_SIG_SETMASK = 2
};

enum : unsigned long {
	LINUX_SA_NOCLDSTOP = 0x00000001,
	LINUX_SA_NOCLDWAIT = 0x00000002,
	LINUX_SA_SIGINFO = 0x00000004,
	LINUX_SA_EXPOSE_TAGBITS = 0x00000800,
	LINUX_SA_RESTORER = 0x04000000,
	LINUX_SA_ONSTACK = 0x08000000,
	LINUX_SA_RESTART = 0x10000000,
	LINUX_SA_NODEFER = 0x40000000,
	LINUX_SA_RESETHAND = 0x80000000
};

enum {
	LINUX_SI_USER = 0,
	LINUX_SI_KERNEL = 0x80,
	LINUX_SI_QUEUE = -1,
	LINUX_SI_TIMER = -2,
	LINUX_SI_MESGQ = -3,
	LINUX_SI_ASYNCIO = -4,
	LINUX_SI_TKILL = -6
};

enum {
	LINUX_CLD_EXITED = 1
};

enum {
	LINUX_WNOHANG = 0x1,
	LINUX_WSTOPPED = 0x2,
	LINUX_WEXITED = 0x4,
	LINUX_WCONTINUED = 0x8,
	LINUX_WNOWAIT = 0x01000000,
	LINUX_P_ALL = 0,
	LINUX_P_PID = 1,
	LINUX_P_PGID = 2
};

enum {
	/* Shared between processes. */
	LINUX_FUTEX_WAIT = 0,
	LINUX_FUTEX_WAKE = 1,
	/* The same as WAIT, but the timeout is a time of the monotonic clock. */
	LINUX_FUTEX_WAIT_BITSET = 9,
	LINUX_FUTEX_WAIT_PRIVATE = 0 | 128,
	LINUX_FUTEX_WAKE_PRIVATE = 1 | 128,
	LINUX_FUTEX_WAKE_OP_PRIVATE = 5 | 128,
	/* FUTEX_WAKE_OP argument: *address |= 0, then compare equal with 0. */
	LINUX_FUTEX_OR_NOTHING = 2 << 28
};

/* In a word of a robust futex (Linux Documentation/locking/robust-futex-ABI). */
enum : uint32_t {
	LINUX_FUTEX_WAITERS = 0x80000000,
	LINUX_FUTEX_OWNER_DIED = 0x40000000,
	LINUX_FUTEX_TID_MASK = 0x3fffffff
};

/* Linux include/uapi/linux/futex.h: struct robust_list_head. */
struct linux_robust_list {
	void*	list;
	long	futex_offset;
	void*	list_op_pending;
};

/* Linux include/uapi/asm-generic/mman-common.h. */
enum {
	LINUX_MADV_REMOVE = 9,
	LINUX_MADV_WIPEONFORK = 18,
	LINUX_MADV_POPULATE_WRITE = 23
};

/* struct futex_waitv and its flags (include/uapi/linux/futex.h). */
enum : uint32_t {
	LINUX_FUTEX_32 = 2,
	LINUX_FUTEX_IS_PRIVATE = 128
};

struct linux_futex_wait {
	uint64_t	expected;
	uint64_t	address;
	uint32_t	flags;
	uint32_t	reserved;
};

/* Bit s-1 stands for signal s. Every rt_* call wants its size, 8. */
typedef uint64_t linux_sigset;

struct linux_sigaction {
	uintptr_t		handler;
	unsigned long	flags;
	uintptr_t		restorer;
	/* A uint64_t in two words: the kernel packs it right behind the pointers. */
	uint32_t		mask[2];
};

struct linux_stack {
	void*	sp;
	int		flags;
	size_t	size;
};

inline linux_sigset
mask_of(const linux_sigaction& action)
{
	return action.mask[0] | (linux_sigset)action.mask[1] << 32;
}

inline void
set_mask(linux_sigaction& action, linux_sigset mask)
{
	action.mask[0] = (uint32_t)mask;
	action.mask[1] = (uint32_t)(mask >> 32);
}

union linux_sigval {
	int		number;
	void*	pointer;
};

struct linux_siginfo {
	int	signo;
	int	error;
	int	code;
	union {
		/* SI_USER, SI_QUEUE and the like */
		struct {
			int				pid;
			uint32_t		uid;
			linux_sigval	value;
		} sender;
		struct {
			int				id;
			int				overrun;
			linux_sigval	value;
		} timer;
		struct {
			int			pid;
			uint32_t	uid;
			int			status;
			long		user_time;
			long		kernel_time;
		} child;
		struct {
			void*	address;
		} fault;
		struct {
			long	band;
			int		fd;
		} poll;
		/* Forces pointer alignment (so that the union starts at 16 on x86-64,
		 * 12 on i386) and the kernel's total of 128 bytes. */
		void*	padding[(128 - sizeof(void*) * 2
			- (sizeof(void*) == 8 ? 0 : 4)) / sizeof(void*)];
	};
};

static_assert(sizeof(linux_siginfo) == 128);
static_assert(sizeof(linux_sigaction) == 3 * sizeof(void*) + 8);

#endif	/* _LINUX_ABI_H */
