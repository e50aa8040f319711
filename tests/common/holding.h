/* A place where signals wait: by a section, or by the kernel's own mask, which
 * is what a section has to be like. */
#ifndef _TESTS_HOLDING_H
#define _TESTS_HOLDING_H

#include <signal.h>
#include <stdlib.h>
#include <sys/lpmap.h>

#include "kernel_signals.h"

enum class holding { BY_SECTION, BY_MASK, BY_NOTHING };

/* The C library's own two are never blocked: by sigfillset() of the host
 * neither. */
constexpr uint64_t ALL_IN_KERNEL = ~(bit(32) | bit(33));

/* For holding::BY_MASK, where the kernel's mask is not the program's: depth and
 * the mask to come back. Per thread, as that of sections. */
inline thread_local int mask_depth;
inline thread_local uint64_t mask_of_program;

/* TEST_SECTIONS_BY_MASK=1 in the environment replaces sections by the mask
 * everywhere: a test that fails then asks for what is not the kernel's rule. */
inline holding
actual(holding way)
{
	static const bool byMask = getenv("TEST_SECTIONS_BY_MASK") != nullptr;
	return byMask && way == holding::BY_SECTION ? holding::BY_MASK : way;
}

/* The depth, without the bit that says that something has arrived. */
inline int
begin_holding(holding way = holding::BY_SECTION)
{
	switch (actual(way)) {
		case holding::BY_SECTION:
			return sigblockall() & LPMAP_DEPTH_MASK;
		case holding::BY_MASK:
			if (mask_depth == 0) {
				uint64_t mask;
				syscall(SYS_rt_sigprocmask, 2, &ALL_IN_KERNEL, &mask,
					sizeof(mask));
				sigmask_resync();
				mask_of_program = mask;
			}
			return ++mask_depth;
		default:
			return 0;
	}
}

inline int
end_holding(holding way = holding::BY_SECTION)
{
	switch (actual(way)) {
		case holding::BY_SECTION:
		{
			const int depth = sigunblockall();
			return depth == -1 ? -1 : depth & LPMAP_DEPTH_MASK;
		}
		case holding::BY_MASK:
			if (mask_depth == 0)
				return -1;
			if (--mask_depth == 0) {
				const uint64_t mask = mask_of_program;
				syscall(SYS_rt_sigprocmask, 2, &mask, nullptr, sizeof(mask));
				sigmask_resync();
			}
			return mask_depth;
		default:
			return 0;
	}
}

/* sigprocmask() as the program sees it. */
inline int
change_mask(holding way, int how, const sigset_t* set, sigset_t* old = nullptr)
{
	if (actual(way) != holding::BY_MASK || mask_depth == 0)
		return sigprocmask(how, set, old);
	const uint64_t before = mask_of_program;
	if (old != nullptr)
		*old = set_from_kernel(before);
	if (set != nullptr) {
		const uint64_t wanted = host_set(*set)
			& ~(bit(host_number(SIGKILL)) | bit(host_number(SIGSTOP)));
		mask_of_program = how == SIG_BLOCK ? before | wanted
			: how == SIG_UNBLOCK ? before & ~wanted : wanted;
	}
	return 0;
}

inline sigset_t
believed_mask(holding way)
{
	sigset_t mask = 0;
	change_mask(way, SIG_BLOCK, nullptr, &mask);
	return mask;
}

#endif	/* _TESTS_HOLDING_H */
