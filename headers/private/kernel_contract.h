/* The system calls that libroot and compat are written against: Haiku's names
 * and argument order (Haiku headers/private/system/syscalls.h).
 *
 * kernel_glue/linux implements them; a port to another kernel implements them
 * anew and changes nothing above. Rules that hold for every call:
 *   - signals, sets, flags and structures are in the current ABI;
 *   - the result is 0 or a count, or a negative errno value; errno itself is
 *     left alone;
 *   - pointers given by the program are checked: a bad one yields -EFAULT and
 *     changes nothing;
 *   - the implementation's <kernel_inline.h> has _kern_sigaction_inline() and
 *     some more of that kind, the same without the cost of a call;
 *   - Haiku's _kern_restore_signal_frame() has no counterpart: a handler's
 *     return leads back into the kernel by itself;
 *   - no locks, no allocation: all but _kern_find_thread() by name are
 *     async-signal-safe and usable in the child of fork() and vfork().
 */
#ifndef _LIBROOT_KERNEL_CONTRACT_H
#define _LIBROOT_KERNEL_CONTRACT_H

#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/wait.h>

#include <OS.h>

extern "C" {

/* Private bits of sa_flags, never seen by programs. They say in which ABI the
 * handler expects its arguments; without one it is the current ABI. */
#define SA_BEOS_COMPATIBLE_HANDLER	((int)0x80000000)

/* action may be null (query), oldAction too. SIGKILL, SIGSTOP, SIGKILLTHR and
 * the reserved signals can be queried only (-EINVAL).
 * oldAction->sa_handler of a handler that was installed through the host's own
 * C library can be called as a handler of the current ABI, and given back here
 * restores the host's action exactly. */
int _kern_sigaction(int signal, const struct sigaction* action,
	struct sigaction* oldAction);

/* how: SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK; ignored when set is null. Signals
 * of the host that have no number here keep their state. The mask is remembered
 * in the thread's memory: no system call if nothing changes. */
int _kern_set_signal_mask(int how, const sigset_t* set, sigset_t* oldSet);

/* Forgets what was remembered: the next call asks the kernel. Not inside a
 * section. */
void _kern_resynchronize_signal_mask(void);

/* id as in kill(): > 0 a team (or, with SIGNAL_FLAG_SEND_TO_THREAD, a thread),
 * 0 the caller's group, -1 every team, < -1 a group. signal 0 only checks.
 * value goes with SIGNAL_FLAG_QUEUING_REQUIRED. */
int _kern_send_signal(int32 id, uint32 signal, const union sigval* value,
	uint32 flags);

/* Waits until a signal of set is pending and takes it off, whatever its
 * disposition and whether or not it was blocked. Returns 0 with info filled.
 * flags: 0 (no timeout), B_RELATIVE_TIMEOUT or B_ABSOLUTE_TIMEOUT (of the
 * monotonic clock) with timeout in microseconds. -EAGAIN: timed out. -EINTR
 * after a handler has run; with SIGWAIT_PAST_HANDLERS, which goes with no
 * timeout, the wait goes on instead. A signal of set that arrives while a
 * handler runs is taken after it. A cancellation point. */
int _kern_sigwait(const sigset_t* set, siginfo_t* info, uint32 flags,
	bigtime_t timeout);
#define SIGWAIT_PAST_HANDLERS	0x1

/* Always fails: -EINTR after a handler has run. A cancellation point. */
int _kern_sigsuspend(const sigset_t* mask);

int _kern_sigpending(sigset_t* set);

/* See sigfastblock() of <signal_deferral.h>. */
int _kern_sigfastblock(int command, uint32_t* word);

/* -EPERM while running on the stack, -ENOMEM if the host finds it too small. */
int _kern_set_signal_stack(const stack_t* newStack, stack_t* oldStack);

/* child as in waitpid(). flags: W* of <sys/wait.h>, at least one of WEXITED,
 * WSTOPPED, WCONTINUED. Returns the child's id with info filled, or 0 with
 * info zeroed when WNOHANG found nothing. Where Haiku passes two times, usage
 * is all that the host tells of the child. A cancellation point. */
int _kern_wait_for_child(thread_id child, uint32 flags, siginfo_t* info,
	struct rusage* usage);

/* The wait status word (bits/waitstatus.h) for one of the host's, as its
 * system() and pclose() return it. */
int _kern_wait_status(int hostStatus);

/* A relative timeout; not normalised or negative is -EINVAL. */
struct time_span {
	int64_t	seconds;
	int64_t	nanoseconds;
};

/* Wait for file descriptors with the mask set to sigmask meanwhile (null: as
 * it is). The result is poll()'s or select()'s. Cancellation points. */
int _kern_poll(struct pollfd* fds, nfds_t count, const time_span* timeout,
	const sigset_t* sigmask);
int _kern_select(int count, fd_set* readSet, fd_set* writeSet,
	fd_set* errorSet, const time_span* timeout, const sigset_t* sigmask);

/* Threads of this team: 0, or -ESRCH (no such thread), -EPERM (of another
 * team). _kern_find_thread() returns an id or -ENOENT. */
thread_id _kern_find_thread(const char* name);
int _kern_kill_thread(thread_id thread);
int _kern_suspend_thread(thread_id thread);
int _kern_resume_thread(thread_id thread);

/* Signal to a thread known by its host pthread_t; value may be null. */
int _kern_send_pthread_signal(pthread_t thread, uint32 signal,
	const union sigval* value);

/* The set arguments of the host's attribute objects. */
int _kern_set_spawn_signals(posix_spawnattr_t* attributes, bool defaults,
	const sigset_t* set);
int _kern_get_spawn_signals(const posix_spawnattr_t* attributes, bool defaults,
	sigset_t* set);
int _kern_set_pthread_mask(pthread_attr_t* attributes, const sigset_t* set);
int _kern_get_pthread_mask(const pthread_attr_t* attributes, sigset_t* set);

/* The program is about to jump to where the stack pointer is this: handlers
 * called from below will not return. If there are any, returns true and fills
 * blockedByCurrent: what current code had blocked, beyond the legacy set, where
 * the outermost of them was called. */
bool _kern_leave_handlers(void* stackPointer, sigset_t* blockedByCurrent);

/* The mask that was saved with the jump buffer; false if none was. */
bool _kern_saved_mask(const struct __jmp_buf_tag* environment, sigset_t* mask);

/* Saves the caller's registers, and the mask if wanted, in the host's jump
 * buffer. Returns 0, and once more whatever _kern_long_jump() says. */
int _kern_set_jump(struct __jmp_buf_tag* environment, int saveMask)
	__attribute__((returns_twice));

/* Goes where _kern_set_jump() or the host's setjmp() was called, restoring the
 * mask if it was saved. A value of 0 becomes 1. */
void _kern_long_jump(struct __jmp_buf_tag* environment, int value)
	__attribute__((noreturn));

/* The context of the handler that the calling thread runs, and what it was
 * told of the signal; null outside handlers. */
ucontext_t* _kern_current_delivery(siginfo_t* info);

/* Whether the program's memory can be read or written: 0 or -EFAULT. For what
 * libroot itself writes; the other calls check their own arguments. */
int _kern_check_user_memory(const void* address, size_t size, bool write);

/* The path of libroot.so: its length, or -ENAMETOOLONG, or another error. */
int _kern_get_library_path(char* path, size_t size);

}	/* extern "C" */

/* The lowest and highest realtime signal (Haiku); the highest signal. */
#define SIGNAL_REALTIME_MIN	33
#define SIGNAL_REALTIME_MAX	40

#endif	/* _LIBROOT_KERNEL_CONTRACT_H */
