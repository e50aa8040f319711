/* The system calls behind the threads and teams of <OS.h>. They answer as the
 * public functions do, with B_OK, a value or a negative code of <Errors.h>, and
 * check the program's pointers.
 *
 * All but _kern_spawn_thread() and _kern_exit_thread() are async-signal-safe. */
#ifndef _LIBROOT_KERNEL_THREADS_H
#define _LIBROOT_KERNEL_THREADS_H

#include <pthread.h>

#include <OS.h>

extern "C" {

#pragma GCC visibility push(hidden)

thread_id _kern_spawn_thread(thread_func function, const char* name,
	int32 priority, void* data);
[[noreturn]] void _kern_exit_thread(status_t status);
status_t _kern_wait_for_thread(thread_id thread, status_t* status);

status_t _kern_rename_thread(thread_id thread, const char* name);
int32 _kern_set_thread_priority(thread_id thread, int32 priority);
status_t _kern_get_thread_info(thread_id thread, thread_info* info);
status_t _kern_get_next_thread_info(team_id team, int32* cookie,
	thread_info* info);

/* The lower and the upper end of a thread's stack, of this team; null if not
 * known. */
status_t _kern_get_thread_stack(thread_id thread, void** base, void** end);

status_t _kern_send_data(thread_id thread, int32 code, const void* buffer,
	size_t size);
/* The code goes to *code. */
status_t _kern_receive_data(thread_id* sender, void* buffer, size_t size,
	int32* code);
bool _kern_has_data(thread_id thread);

/* Until a time of the monotonic clock. */
status_t _kern_snooze_until(bigtime_t time);

status_t _kern_kill_team(team_id team);
status_t _kern_get_team_info(team_id team, team_info* info);
status_t _kern_get_next_team_info(int32* cookie, team_info* info);
status_t _kern_get_team_usage_info(team_id team, int32 who,
	team_usage_info* info);

status_t _kern_get_system_info(system_info* info);
/* Runs the processor's instruction on that processor. */
status_t _kern_get_cpuid(cpuid_info* info, uint32 eaxRegister, uint32 cpu);

/* Is this the team's first thread? */
bool _kern_is_main_thread(void);

/* pthread_join() of a thread that _kern_spawn_thread() has made: 0; -ESRCH if it
 * was not; -EBUSY if it is not to wait, and the thread has not ended. */
int _kern_join_spawned_thread(pthread_t thread, void** result, bool wait);
bool _kern_is_spawned_thread(pthread_t thread);

/* The calling thread's block of <TLS.h>: TLS_MAX_KEYS words, the first two of
 * them filled. */
void** _kern_thread_block(void);

#if defined(__i386__)
/* Until the process ends, each thread has its block at %fs. To be called while
 * there is but one thread. The result is B_OK, or B_NO_MEMORY if the processor's
 * table has no free entry. */
status_t _kern_enable_thread_blocks(void);
#endif

/* From now on the calling thread's end calls __run_exit_callbacks(), unless it is
 * killed. False: no memory. */
bool _kern_prepare_end_of_thread(void);

/* libroot's part in a thread's end: the functions of on_exit_thread(). */
void __run_exit_callbacks(void);

#pragma GCC visibility pop

}	/* extern "C" */

/* 1 until the first thread was made, by spawn_thread() or otherwise, then 0 for
 * ever: BeOS's stdio macros look at it. */
extern "C" __attribute__((visibility("default"))) char _single_threaded;

#endif	/* _LIBROOT_KERNEL_THREADS_H */
