/* dlsym() and dlvsym(), in the versions of each ABI.
 *
 * Which object asks is told by the return address, to us and to the host's
 * functions behind us (RTLD_NEXT, RTLD_DEFAULT). So a search that is handed on
 * is a jump, with the stack as the caller left it. */
#include "lookup_abi.h"

/* abi and the arguments to route, which says where to go on: nowhere if its
 * result is the answer. The third argument is dlvsym()'s; for dlsym() it is
 * whatever is there, and unused. */
	.macro	lookup_entry name, abi, route
	.text
	.globl	\name
	.type	\name, @function
	.balign	16
\name:
	.cfi_startproc
	subl	$28, %esp
	.cfi_adjust_cfa_offset 28
	leal	24(%esp), %eax
	movl	%eax, 20(%esp)
	movl	$\abi, 16(%esp)
	movl	28(%esp), %eax		/* return address */
	movl	%eax, 12(%esp)
	movl	40(%esp), %eax
	movl	%eax, 8(%esp)
	movl	36(%esp), %eax
	movl	%eax, 4(%esp)
	movl	32(%esp), %eax
	movl	%eax, (%esp)
	call	\route
	movl	24(%esp), %ecx
	addl	$28, %esp
	.cfi_adjust_cfa_offset -28
	testl	%ecx, %ecx
	jnz	1f
	ret
1:	jmp	*%ecx
	.cfi_endproc
	.size	\name, .-\name
	.endm

	lookup_entry __dlsym, LOOKUP_CURRENT, route_dlsym
	.symver	__dlsym, dlsym@@LIBROOT_1_ALPHA4, hidden
	lookup_entry __dlsym_beos, LOOKUP_LEGACY, route_dlsym
	.symver	__dlsym_beos, dlsym@LIBROOT_BASE, hidden
	lookup_entry __dlsym_host, LOOKUP_HOST, route_dlsym
	.symver	__dlsym_host, dlsym@GLIBC_2.0, hidden
	.symver	__dlsym_host, dlsym@GLIBC_2.34, hidden

	lookup_entry dlvsym, LOOKUP_HOST, route_dlvsym
	.section .note.GNU-stack,"",@progbits
