#ifndef _LIBROOT_ARCH_X86_64_VREGS_H
#define _LIBROOT_ARCH_X86_64_VREGS_H

/* One 80-bit x87 or 64-bit MMX register in its 16-byte slot. */
struct x86_64_fp_register {
	unsigned char	value[10];
	unsigned char	reserved[6];
};

struct x86_64_xmm_register {
	unsigned char	value[16];
};

/* The FXSAVE image (Intel SDM volume 1, 10.5.1, 64-bit format). */
struct fpu_state {
	unsigned short	control;
	unsigned short	status;
	unsigned short	tag;
	unsigned short	opcode;
	unsigned long	rip;
	unsigned long	rdp;
	unsigned int	mxcsr;
	unsigned int	mxcsr_mask;
	__extension__ union {
		struct x86_64_fp_register	fp[8];
		struct x86_64_fp_register	mmx[8];
	};
	struct x86_64_xmm_register		xmm[16];
	unsigned char	_reserved_416_511[96];
};

/* The XSAVE header (Intel SDM volume 1, 13.4.2). A component whose bit in
 * bv is clear is in its initial state. */
struct xstate_hdr {
	unsigned long	bv;
	unsigned long	xcomp_bv;
	unsigned char	_reserved[48];
};

/* The upper halves of ymm0..ymm15; all zero where the processor has no AVX. */
struct savefpu {
	struct fpu_state			fp_fxsave;
	struct xstate_hdr			fp_xstate;
	unsigned long				fp_ymm[16][2];
};

struct vregs {
	unsigned long	rax;
	unsigned long	rbx;
	unsigned long	rcx;
	unsigned long	rdx;
	unsigned long	rdi;
	unsigned long	rsi;
	unsigned long	rbp;
	unsigned long	r8;
	unsigned long	r9;
	unsigned long	r10;
	unsigned long	r11;
	unsigned long	r12;
	unsigned long	r13;
	unsigned long	r14;
	unsigned long	r15;
	unsigned long	rsp;
	unsigned long	rip;
	unsigned long	rflags;
	struct savefpu	fpu;
};

#endif	/* _LIBROOT_ARCH_X86_64_VREGS_H */
