// Sizes and offsets of the current ABI, which Haiku's binaries have compiled in.
#include <gtest/gtest.h>

#include <cstddef>
#include <type_traits>

#include <setjmp.h>
#include <signal.h>
#include <sys/lpmap.h>
#include <ucontext.h>

#include <OS.h>

namespace {

// The value for the architecture that this file is compiled for.
constexpr size_t
on(size_t x86, size_t x86_64)
{
	return sizeof(void*) == 4 ? x86 : x86_64;
}

#define SIZE(type, x86, x86_64) \
	static_assert(sizeof(type) == on(x86, x86_64))
#define OFFSET(type, field, x86, x86_64) \
	static_assert(offsetof(type, field) == on(x86, x86_64))

SIZE(sigset_t, 8, 8);
static_assert(std::is_unsigned_v<sigset_t>);

SIZE(struct sigaction, 20, 32);
OFFSET(struct sigaction, sa_handler, 0, 0);
OFFSET(struct sigaction, sa_sigaction, 0, 0);
OFFSET(struct sigaction, sa_mask, 4, 8);
OFFSET(struct sigaction, sa_flags, 12, 16);
OFFSET(struct sigaction, sa_userdata, 16, 24);

SIZE(siginfo_t, 36, 56);
OFFSET(siginfo_t, si_signo, 0, 0);
OFFSET(siginfo_t, si_code, 4, 4);
OFFSET(siginfo_t, si_errno, 8, 8);
OFFSET(siginfo_t, si_pid, 12, 12);
OFFSET(siginfo_t, si_uid, 16, 16);
OFFSET(siginfo_t, si_addr, 20, 24);
OFFSET(siginfo_t, si_status, 24, 32);
OFFSET(siginfo_t, si_band, 28, 40);
OFFSET(siginfo_t, si_value, 32, 48);

SIZE(stack_t, 12, 24);
OFFSET(stack_t, ss_sp, 0, 0);
OFFSET(stack_t, ss_size, 4, 8);
OFFSET(stack_t, ss_flags, 8, 16);

SIZE(struct sigevent, 20, 32);
OFFSET(struct sigevent, sigev_notify, 0, 0);
OFFSET(struct sigevent, sigev_signo, 4, 4);
OFFSET(struct sigevent, sigev_value, 8, 8);
OFFSET(struct sigevent, sigev_notify_function, 12, 16);
OFFSET(struct sigevent, sigev_notify_attributes, 16, 24);

SIZE(ucontext_t, 584, 1016);
OFFSET(ucontext_t, uc_link, 0, 0);
OFFSET(ucontext_t, uc_sigmask, 4, 8);
OFFSET(ucontext_t, uc_stack, 12, 16);
OFFSET(ucontext_t, uc_mcontext, 24, 40);

SIZE(vregs, 560, 976);
#ifdef __i386__
OFFSET(vregs, eip, 0, 0);
OFFSET(vregs, eflags, 4, 4);
OFFSET(vregs, eax, 8, 8);
OFFSET(vregs, ecx, 12, 12);
OFFSET(vregs, edx, 16, 16);
OFFSET(vregs, esp, 20, 20);
OFFSET(vregs, ebp, 24, 24);
OFFSET(vregs, xregs, 32, 32);
OFFSET(vregs, xregs.format, 544, 544);
OFFSET(vregs, edi, 548, 548);
OFFSET(vregs, esi, 552, 552);
OFFSET(vregs, ebx, 556, 556);
static_assert(sizeof(old_extended_regs) == 108);
static_assert(sizeof(new_extended_regs) == 512);
OFFSET(new_extended_regs, mxcsr, 24, 24);
OFFSET(new_extended_regs, fp_mmx, 32, 32);
OFFSET(new_extended_regs, xmmx, 160, 160);
#else
OFFSET(vregs, rax, 0, 0);
OFFSET(vregs, rbx, 0, 8);
OFFSET(vregs, rcx, 0, 16);
OFFSET(vregs, rdx, 0, 24);
OFFSET(vregs, rdi, 0, 32);
OFFSET(vregs, rsi, 0, 40);
OFFSET(vregs, rbp, 0, 48);
OFFSET(vregs, r8, 0, 56);
OFFSET(vregs, r9, 0, 64);
OFFSET(vregs, r10, 0, 72);
OFFSET(vregs, r11, 0, 80);
OFFSET(vregs, r12, 0, 88);
OFFSET(vregs, r13, 0, 96);
OFFSET(vregs, r14, 0, 104);
OFFSET(vregs, r15, 0, 112);
OFFSET(vregs, rsp, 0, 120);
OFFSET(vregs, rip, 0, 128);
OFFSET(vregs, rflags, 0, 136);
OFFSET(vregs, fpu.fp_fxsave, 0, 144);
OFFSET(vregs, fpu.fp_fxsave.mxcsr, 0, 168);
OFFSET(vregs, fpu.fp_fxsave.xmm, 0, 304);
OFFSET(vregs, fpu.fp_xstate, 0, 656);
OFFSET(vregs, fpu.fp_ymm, 0, 720);
#endif

// Read by tools from outside the process: the same on both architectures.
SIZE(ukpheader_t, 4, 4);
OFFSET(ukpheader_t, type, 0, 0);
OFFSET(ukpheader_t, offset, 2, 2);
SIZE(struct sys_lpmap, 112, 112);
OFFSET(struct sys_lpmap, header, 0, 0);
OFFSET(struct sys_lpmap, version, 32, 32);
OFFSET(struct sys_lpmap, blockallsigs, 36, 36);
OFFSET(struct sys_lpmap, thread_id, 40, 40);
OFFSET(struct sys_lpmap, thread_title, 44, 44);
OFFSET(struct sys_lpmap, is_prepared, 108, 108);
static_assert(UKPTYPE_VERSION == 0x0201 && LPTYPE_BLOCKALLSIGS == 0x0210);
static_assert(LPTYPE_THREAD_TITLE == 0x0611 && LPTYPE_THREAD_TID == 0x0212);
static_assert(UKPLEN_DECODE(LPTYPE_BLOCKALLSIGS) == sizeof(uint32_t));
static_assert(UKPLEN_DECODE(LPTYPE_THREAD_TITLE) == 64);

// BeOS R5's on i386.
SIZE(sem_info, 48, 48);
SIZE(port_info, 52, 52);
SIZE(area_info, 72, 88);
OFFSET(sem_info, count, 40, 40);
OFFSET(sem_info, latest_holder, 44, 44);
OFFSET(port_info, capacity, 40, 40);
OFFSET(port_info, total_count, 48, 48);
OFFSET(area_info, size, 36, 40);
OFFSET(area_info, lock, 40, 48);
OFFSET(area_info, team, 48, 56);
OFFSET(area_info, out_count, 64, 72);
OFFSET(area_info, address, 68, 80);

// BeOS R5 and Haiku numbers where Linux has others.
static_assert(SIGBUS == 30 && SIGCHLD == 5 && SIGUSR1 == 18 && NSIG == 65);
static_assert(SIG_BLOCK == 1 && SIG_UNBLOCK == 2 && SIG_SETMASK == 3);
static_assert(SA_SIGINFO == 0x40 && SA_RESETHAND == 0x04 && SA_NODEFER == 0x08);

}	// namespace


extern "C" const size_t size_in_strict_mode_of_ucontext;
extern "C" const size_t size_in_strict_mode_of_sigaction;
extern "C" const size_t size_in_strict_mode_of_siginfo;


TEST(Layouts, DoNotDependOnFeatureMacros)
{
	EXPECT_EQ(sizeof(ucontext_t), size_in_strict_mode_of_ucontext);
	EXPECT_EQ(sizeof(struct sigaction), size_in_strict_mode_of_sigaction);
	EXPECT_EQ(sizeof(siginfo_t), size_in_strict_mode_of_siginfo);
}
