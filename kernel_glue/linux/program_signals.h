/* Masks, actions and waiting as the program sees them, in the host's numbers:
 * what both kernel_contract.h's calls and the host-ABI entries (host_abi/) are
 * made of. All are async-signal-safe and take no locks.
 *
 * While a section holds signals back, the kernel's mask is not the program's.
 * Everything that shows a mask to anybody goes through here.
 */
#ifndef _PROGRAM_SIGNALS_H
#define _PROGRAM_SIGNALS_H

#include <atomic>

#include <signal_section.h>

#include "linux_abi.h"
#include "thread_state.h"

/* Whether threads may remember their masks: found out when it is first asked
 * for. Everybody finds the same. */
enum class mask_memory : int {
	UNKNOWN,
	KEPT,
	NONE
};

extern std::atomic<mask_memory> mask_memory_state;

inline bool
may_know_mask()
{
	return mask_memory_state.load(std::memory_order_relaxed)
		== mask_memory::KEPT;
}

linux_sigset ask_for_program_mask();

/* The calling thread's mask. A system call only when the thread asks for the
 * first time. */
inline linux_sigset
program_mask()
{
	const thread_state& thread = current_thread;
	return __builtin_expect(
			thread.is_mask_known && thread.in_vfork_child == 0, 1)
		? thread.mask : ask_for_program_mask();
}

/* Changes it and returns what it was; what that unblocks is delivered before the
 * return. No system call if nothing changes. SIGKILL, SIGSTOP and the C
 * library's own signals (32, 33) stay as they are. */
linux_sigset change_program_mask(linux_sigset blocked, linux_sigset unblocked);

inline void
set_program_mask(linux_sigset mask)
{
	change_program_mask(mask, ~mask);
}

/* The first thing in a new thread: whatever mask it has inherited, this is the
 * program's. */
void start_with_program_mask(linux_sigset mask);

/* The next program_mask() asks the kernel: for code that changes masks with raw
 * system calls. Not inside a section. */
void resynchronize_program_mask();

/* Pending for the thread or its process, held back ones included. */
linux_sigset program_pending();

/* As rt_sigaction(2), with the program's own handlers instead of our entry: what
 * action says is called in the host's ABI. Each may be null. 0 or a negative
 * error number. */
int set_host_action(int hostSignal, const linux_sigaction* action,
	linux_sigaction* oldAction);

/* Lets a host function see, and hand on to a new process or thread, the mask
 * that the program believes in, even inside a section. Signals that come
 * meanwhile are held back all the same. */
class host_call {
public:
	host_call();
	~host_call();

	host_call(const host_call&) = delete;
	host_call& operator=(const host_call&) = delete;

private:
	bool	fInSection;
};

#endif	/* _PROGRAM_SIGNALS_H */
