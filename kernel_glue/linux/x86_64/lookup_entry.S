/* dlsym() and dlvsym(), in the versions of each ABI.
 *
 * Which object asks is told by the return address, to us and to the host's
 * functions behind us (RTLD_NEXT, RTLD_DEFAULT). So a search that is handed on
 * is a jump, with the stack as the caller left it. */
#include "lookup_abi.h"

/* abi and the arguments to route, which says where to go on: nowhere if its
 * result is the answer. */
	.macro	lookup_entry name, abi, route
	.text
	.globl	\name
	.type	\name, @function
	.balign	16
\name:
	.cfi_startproc
	movq	(%rsp), %rcx
	subq	$40, %rsp
	.cfi_adjust_cfa_offset 40
	movq	%rdi, 8(%rsp)
	movq	%rsi, 16(%rsp)
	movq	%rdx, 24(%rsp)
	movl	$\abi, %r8d
	leaq	(%rsp), %r9
	call	\route
	movq	(%rsp), %r11
	movq	8(%rsp), %rdi
	movq	16(%rsp), %rsi
	movq	24(%rsp), %rdx
	addq	$40, %rsp
	.cfi_adjust_cfa_offset -40
	testq	%r11, %r11
	jnz	1f
	ret
1:	jmp	*%r11
	.cfi_endproc
	.size	\name, .-\name
	.endm

	lookup_entry __dlsym, LOOKUP_CURRENT, route_dlsym
	.symver	__dlsym, dlsym@@LIBROOT_1_ALPHA4, hidden
	lookup_entry __dlsym_beos, LOOKUP_LEGACY, route_dlsym
	.symver	__dlsym_beos, dlsym@LIBROOT_BASE, hidden
	lookup_entry __dlsym_host, LOOKUP_HOST, route_dlsym
	.symver	__dlsym_host, dlsym@GLIBC_2.2.5, hidden
	.symver	__dlsym_host, dlsym@GLIBC_2.34, hidden

	lookup_entry dlvsym, LOOKUP_HOST, route_dlvsym
	.section .note.GNU-stack,"",@progbits
