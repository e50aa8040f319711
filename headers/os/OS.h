/* The thread and signal calls of the BeOS Kernel Kit.
 *
 * All return B_OK or a negative code of <Errors.h>, never set errno, and are
 * async-signal-safe unless said otherwise. Version node LIBROOT_1_ALPHA4;
 * their ABI is BeOS's, so legacy programs bind to the same functions.
 */
#ifndef _OS_H
#define _OS_H

#include <SupportDefs.h>
#include <Errors.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int32 thread_id;
typedef int32 team_id;

#define B_OS_NAME_LENGTH	32

union sigval;

/* Flags of send_signal_etc(). */
#define B_CHECK_PERMISSION			4		/* always in force */
#define B_DO_NOT_RESCHEDULE			2		/* accepted; the host schedules */
#define SIGNAL_FLAG_QUEUING_REQUIRED	0x10000	/* queue or fail; carry a value */
#define SIGNAL_FLAG_SEND_TO_THREAD		0x20000	/* the id names a thread */

/* The calling thread's id for NULL; else the id of a thread of that name,
 * the caller's own team first. B_NAME_NOT_FOUND if there is none.
 * Looking up a name is not async-signal-safe (it reads directories). */
thread_id find_thread(const char *name);

/* Ends one thread without running anything in it; it can be joined
 * afterwards. The main thread's end is the team's.
 * B_BAD_THREAD_ID: no such thread. B_NOT_ALLOWED: another team's thread. */
status_t kill_thread(thread_id thread);

/* Stops one thread until resume_thread(). Errors as kill_thread(). */
status_t suspend_thread(thread_id thread);

/* Continues a suspended thread; a call in which it waits returns EINTR.
 * A thread that is not suspended only has its waiting call interrupted. */
status_t resume_thread(thread_id thread);

/* Sends a signal to a thread. B_BAD_VALUE: no such signal. */
int send_signal(thread_id thread, unsigned int signal);

/* Sends a signal to a team, or to a thread with SIGNAL_FLAG_SEND_TO_THREAD. */
status_t send_signal_etc(int32 id, uint32 signal, uint32 flags);

#ifdef __cplusplus
}
#endif

#endif	/* _OS_H */
