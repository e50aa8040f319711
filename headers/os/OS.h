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

/* -- Semaphores, ports and areas --------------------------------------------
 *
 * Each has a positive id that every team of the same user can use; ids are not
 * given to another object soon. An object belongs to the team that made it and
 * ends with it: by delete_...(), and when the team ends or executes another
 * program. Who waits for it in another team learns of that within 0.2 s.
 * The child of fork() is another team; it owns nothing.
 *
 * Functions of semaphores and ports are async-signal-safe. A signal handler
 * ends a wait with B_INTERRUPTED if B_CAN_INTERRUPT was given; without, the
 * wait goes on when it returns, in the place that it had. resume_thread()
 * ends the wait in either case. */

typedef int32 sem_id;
typedef int32 port_id;
typedef int32 area_id;

#define B_PAGE_SIZE			4096
#define B_INFINITE_TIMEOUT	((bigtime_t)0x7fffffffffffffffLL)

/* Flags of the ..._etc() functions. */
#define B_CAN_INTERRUPT		1
#define B_RELATIVE_TIMEOUT	8		/* microseconds from now; <= 0: do not wait */
#define B_TIMEOUT			B_RELATIVE_TIMEOUT
#define B_ABSOLUTE_TIMEOUT	16		/* of system_time() */

typedef struct sem_info {
	sem_id		sem;
	team_id		team;
	char		name[B_OS_NAME_LENGTH];
	int32		count;				/* < 0: so many are waited for */
	int32		latest_holder;		/* the thread that acquired it last */
} sem_info;

/* B_BAD_VALUE: the count is negative. B_NO_MORE_SEMS. */
sem_id create_sem(int32 count, const char *name);

/* Who waits gets B_BAD_SEM_ID. */
status_t delete_sem(sem_id id);

/* Takes the count down, waiting while there is not enough of it: in order of
 * arrival. B_BAD_SEM_ID: no such semaphore, or it was deleted meanwhile.
 * B_WOULD_BLOCK: not without waiting. B_TIMED_OUT. B_INTERRUPTED. */
status_t acquire_sem(sem_id id);
status_t acquire_sem_etc(sem_id id, int32 count, uint32 flags,
	bigtime_t timeout);
status_t release_sem(sem_id id);
status_t release_sem_etc(sem_id id, int32 count, uint32 flags);

status_t get_sem_count(sem_id id, int32 *threadCount);

/* B_BAD_TEAM_ID: no such team of this user. */
status_t set_sem_owner(sem_id id, team_id team);

/* The macros tell the size. team 0 is the caller's; the cookie begins with 0.
 * B_BAD_VALUE: no more. */
status_t _get_sem_info(sem_id id, struct sem_info *info, size_t size);
status_t _get_next_sem_info(team_id team, int32 *cookie, struct sem_info *info,
	size_t size);
#define get_sem_info(sem, info) \
	_get_sem_info((sem), (info), sizeof(*(info)))
#define get_next_sem_info(team, cookie, info) \
	_get_next_sem_info((team), (cookie), (info), sizeof(*(info)))

typedef struct port_info {
	port_id		port;
	team_id		team;
	char		name[B_OS_NAME_LENGTH];
	int32		capacity;			/* of the queue, in messages */
	int32		queue_count;		/* messages in it */
	int32		total_count;		/* messages read so far */
} port_info;

/* capacity: 1 to 4096. B_BAD_VALUE, B_NO_MORE_PORTS. */
port_id create_port(int32 capacity, const char *name);

/* B_NAME_NOT_FOUND. */
port_id find_port(const char *name);

/* Puts a message of up to 256 KiB at the end of the queue, waiting while it is
 * full. B_BAD_PORT_ID: no such port, it is closed, or was so meanwhile.
 * B_BAD_VALUE: too large. B_WOULD_BLOCK, B_TIMED_OUT, B_INTERRUPTED as
 * acquire_sem(). B_NO_MEMORY: all the memory for messages is in use. */
status_t write_port(port_id id, int32 code, const void *buffer, size_t size);
status_t write_port_etc(port_id id, int32 code, const void *buffer, size_t size,
	uint32 flags, bigtime_t timeout);

/* Takes the first message, waiting while there is none. What does not fit in
 * the buffer is lost. Returns the number of bytes in the buffer. code may be
 * null. Errors as write_port(); a closed port can be read until it is empty. */
ssize_t read_port(port_id id, int32 *code, void *buffer, size_t size);
ssize_t read_port_etc(port_id id, int32 *code, void *buffer, size_t size,
	uint32 flags, bigtime_t timeout);

/* The size of the first message, which stays, waiting while there is none. */
ssize_t port_buffer_size(port_id id);
ssize_t port_buffer_size_etc(port_id id, uint32 flags, bigtime_t timeout);

/* The number of messages in the queue. */
ssize_t port_count(port_id id);

status_t set_port_owner(port_id id, team_id team);

/* No more messages come in; what is in can be read. */
status_t close_port(port_id id);
status_t delete_port(port_id id);

status_t _get_port_info(port_id id, struct port_info *info, size_t size);
status_t _get_next_port_info(team_id team, int32 *cookie,
	struct port_info *info, size_t size);
#define get_port_info(port, info) \
	_get_port_info((port), (info), sizeof(*(info)))
#define get_next_port_info(team, cookie, info) \
	_get_next_port_info((team), (cookie), (info), sizeof(*(info)))

typedef struct area_info {
	area_id		area;
	char		name[B_OS_NAME_LENGTH];
	size_t		size;
	uint32		lock;
	uint32		protection;
	team_id		team;
	uint32		ram_size;
	uint32		copy_count;			/* always 0: what BeOS counted in the */
	uint32		in_count;			/* three, the host does not tell */
	uint32		out_count;
	void		*address;			/* in the team that it belongs to */
} area_info;

/* lock */
#define B_NO_LOCK			0
#define B_LAZY_LOCK			1
#define B_FULL_LOCK			2		/* as far as RLIMIT_MEMLOCK allows */
#define B_CONTIGUOUS		3		/* of virtual memory, as all are */
#define B_LOMEM				4

/* address specifications */
#define B_ANY_ADDRESS			0
#define B_EXACT_ADDRESS			1
#define B_BASE_ADDRESS			2	/* there, or anywhere above */
#define B_CLONE_ADDRESS			3	/* where the source is */
#define B_ANY_KERNEL_ADDRESS	4	/* as B_ANY_ADDRESS */

/* protection */
#define B_READ_AREA			1
#define B_WRITE_AREA		2
#define B_EXECUTE_AREA		4		/* Haiku */

/* Memory that other teams can share. size: of whole pages. The id, or
 * B_BAD_VALUE, B_NO_MEMORY, B_BAD_ADDRESS. The memory lives as long as one of
 * the areas that share it. In the child of fork() it is still there, shared,
 * without an area. */
area_id create_area(const char *name, void **startAddress, uint32 addressSpec,
	size_t size, uint32 lock, uint32 protection);

/* A second area of the same memory. B_BAD_VALUE: no such area. */
area_id clone_area(const char *name, void **destAddress, uint32 addressSpec,
	uint32 protection, area_id source);

/* B_NAME_NOT_FOUND. */
area_id find_area(const char *name);

/* The caller's area at an address. B_ERROR: none. */
area_id area_for(void *address);

/* The following: of the caller's own areas only; else B_BAD_VALUE. */
status_t delete_area(area_id id);
status_t resize_area(area_id id, size_t newSize);
status_t set_area_protection(area_id id, uint32 newProtection);

status_t _get_area_info(area_id id, struct area_info *info, size_t size);
status_t _get_next_area_info(team_id team, int32 *cookie,
	struct area_info *info, size_t size);
#define get_area_info(area, info) \
	_get_area_info((area), (info), sizeof(*(info)))
#define get_next_area_info(team, cookie, info) \
	_get_next_area_info((team), (cookie), (info), sizeof(*(info)))

#ifdef __cplusplus
}
#endif

#endif	/* _OS_H */
