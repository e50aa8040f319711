/* Where the host's ucontext_t has what (glibc sysdeps/unix/sysv/linux/x86/sys/
 * ucontext.h): it begins like the kernel's, linux_context.h, and goes on with
 * memory for the floating point environment. For assembler too.
 * host_abi/checks/host_context_check.cpp compares it with the host's header. */
#ifndef _HOST_CONTEXT_H
#define _HOST_CONTEXT_H

#define CONTEXT_LINK		8
#define CONTEXT_STACK		16
#define CONTEXT_R8			40
#define CONTEXT_R9			48
#define CONTEXT_R12			72
#define CONTEXT_R13			80
#define CONTEXT_R14			88
#define CONTEXT_R15			96
#define CONTEXT_RDI			104
#define CONTEXT_RSI			112
#define CONTEXT_RBP			120
#define CONTEXT_RBX			128
#define CONTEXT_RDX			136
#define CONTEXT_RCX			152
#define CONTEXT_RSP			160
#define CONTEXT_RIP			168
#define CONTEXT_FPU			224		/* points to the next but one */
#define CONTEXT_MASK		296
#define CONTEXT_FPU_MEMORY	424		/* as fnstenv writes it */
#define CONTEXT_MXCSR		448

#endif	/* _HOST_CONTEXT_H */
