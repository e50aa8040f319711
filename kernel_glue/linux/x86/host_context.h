/* Where the host's ucontext_t has what (glibc sysdeps/unix/sysv/linux/x86/sys/
 * ucontext.h): it begins like the kernel's, linux_context.h, and goes on with
 * memory for the floating point environment. For assembler too.
 * host_abi/checks/host_context_check.cpp compares it with the host's header. */
#ifndef _HOST_CONTEXT_H
#define _HOST_CONTEXT_H

#define CONTEXT_LINK		4
#define CONTEXT_STACK		8
#define CONTEXT_FS			24
#define CONTEXT_EDI			36
#define CONTEXT_ESI			40
#define CONTEXT_EBP			44
#define CONTEXT_ESP			48
#define CONTEXT_EBX			52
#define CONTEXT_EDX			56
#define CONTEXT_ECX			60
#define CONTEXT_EAX			64
#define CONTEXT_EIP			76
#define CONTEXT_FPU			96		/* points to the next but one */
#define CONTEXT_MASK		108
#define CONTEXT_FPU_MEMORY	236		/* as fnstenv writes it */

#endif	/* _HOST_CONTEXT_H */
