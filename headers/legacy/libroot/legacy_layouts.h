/* The layouts of the frozen 32-bit-set ABI: sigset_t, struct sigaction and
 * jmp_buf of BeOS R5, and the like for x86-64, which BeOS never ran on.
 *
 * Their one home. Legacy programs see them under BeOS's names; the library,
 * which has the current ABI's types under those names, defines
 * LIBROOT_PRIVATE_LEGACY_NAMES and gets beos_sigset_t, struct sigaction_beos
 * and struct jmp_buf_beos.
 */
#ifndef _LIBROOT_LEGACY_LAYOUTS_H
#define _LIBROOT_LEGACY_LAYOUTS_H

#include <stdint.h>

#ifdef LIBROOT_PRIVATE_LEGACY_NAMES
#	define __LEGACY_SIGSET		beos_sigset_t
#	define __LEGACY_SIGACTION	sigaction_beos
#	define __LEGACY_JMP_BUF		jmp_buf_beos
#else
#	define __LEGACY_SIGSET		sigset_t
#	define __LEGACY_SIGACTION	sigaction
#	define __LEGACY_JMP_BUF		__jmp_buf_tag	/* host headers call it so */
#endif

/* Bit s-1 stands for signal s. Signed: BeOS's long. */
typedef int32_t __LEGACY_SIGSET;

/* 16 bytes on i386, 24 on x86-64. The handler is really called with
 * (int signal, void *userdata, vregs registers), the registers by value. */
struct __LEGACY_SIGACTION {
	void			(*sa_handler)(int);
	__LEGACY_SIGSET	sa_mask;		/* blocked while the handler runs */
	int				sa_flags;		/* SA_* */
	void			*sa_userdata;	/* given to the handler */
};

/* 32 bytes on i386, 72 on x86-64. */
struct __LEGACY_JMP_BUF {
#if defined(__x86_64__)
	long			regs[8];		/* rbx rbp r12 r13 r14 r15 rsp rip */
#else
	int				regs[6];		/* ebx esi edi ebp esp eip */
#endif
	int				mask_was_saved;
	__LEGACY_SIGSET	saved_mask;
};

#undef __LEGACY_SIGSET
#undef __LEGACY_SIGACTION
#undef __LEGACY_JMP_BUF

#endif	/* _LIBROOT_LEGACY_LAYOUTS_H */
