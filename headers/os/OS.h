/* The calls of the BeOS Kernel Kit.
 *
 * All return B_OK or a negative code of <Errors.h>, never set errno, and are
 * async-signal-safe unless said otherwise. Version node LIBROOT_1_ALPHA4;
 * their ABI is BeOS's, so legacy programs bind to the same functions: on i386
 * the structures are those of BeOS R5, and the macros that tell their sizes
 * are part of the ABI.
 *
 * A call that waits returns B_INTERRUPTED when a handler has run, whatever
 * the handler's SA_RESTART says, and when its thread is resumed.
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
typedef int32 sem_id;
typedef int32 port_id;
typedef int32 area_id;

#define B_OS_NAME_LENGTH	32
#define B_PAGE_SIZE			4096
#define B_INFINITE_TIMEOUT	((bigtime_t)0x7fffffffffffffffLL)

union sigval;

/* Flags of send_signal_etc(). */
#define B_CHECK_PERMISSION			4		/* always in force */
#define B_DO_NOT_RESCHEDULE			2		/* accepted; the host schedules */
#define SIGNAL_FLAG_QUEUING_REQUIRED	0x10000	/* queue or fail; carry a value */
#define SIGNAL_FLAG_SEND_TO_THREAD		0x20000	/* the id names a thread */

/* -- Threads --------------------------------------------------------------- */

typedef int32 (*thread_func)(void *data);
#define thread_entry thread_func

/* Of priorities, 1 to 120, the host knows a part: they become its nice values,
 * as far as it permits that. */
#define B_LOW_PRIORITY					5
#define B_NORMAL_PRIORITY				10
#define B_DISPLAY_PRIORITY				15
#define B_URGENT_DISPLAY_PRIORITY		20
#define B_REAL_TIME_DISPLAY_PRIORITY	100
#define B_URGENT_PRIORITY				110
#define B_REAL_TIME_PRIORITY			120

/* Makes a thread that runs function(data) once it is resumed, with the caller's
 * signal mask and a stack of 256 KiB. Its end frees it; what it returned is kept
 * for wait_for_thread(), of the last 32 that have ended. B_BAD_VALUE: no
 * function. B_BAD_ADDRESS. B_NO_MORE_THREADS, B_NO_MEMORY. It is a thread like
 * those of pthread_create(): pthread_join() waits for it, pthread_detach() has
 * nothing to do. */
thread_id spawn_thread(thread_func function, const char *name, int32 priority,
	void *data);

/* Ends the calling thread: the functions of on_exit_thread() run, and the
 * destructors of its thread-specific data, but no others. In the main thread it
 * ends the team, with this exit status. Not async-signal-safe. */
void exit_thread(status_t status)
#if defined(__GNUC__)
	__attribute__((noreturn))
#endif
	;

/* Waits for a thread's end, resuming it if it is suspended. *status (may be
 * null) becomes what it returned, or B_INTERRUPTED if it was killed. For the
 * main thread of a child process, it waits for the child, which then is waited
 * for, and *status is its exit code. Other threads that were not spawned have
 * the status B_OK; their end is noticed up to 10 ms late. B_BAD_THREAD_ID: no
 * such thread, or the caller. B_INTERRUPTED. */
status_t wait_for_thread(thread_id thread, status_t *status);

/* Functions that the calling thread's end calls, the last one first; not if it
 * is killed. B_NO_MEMORY. */
status_t on_exit_thread(void (*callback)(void *), void *data);

/* The first 31 characters count. B_BAD_THREAD_ID: no such thread in the
 * caller's team. B_BAD_ADDRESS. */
status_t rename_thread(thread_id thread, const char *newName);

/* Returns the old priority. A priority out of range becomes the next that is
 * not. B_BAD_THREAD_ID: no such thread in the caller's team. */
status_t set_thread_priority(thread_id thread, int32 newPriority);

/* The calling thread's id for NULL; else the id of a thread of that name,
 * the caller's own team first. B_NAME_NOT_FOUND if there is none.
 * Looking up a name is not async-signal-safe (it reads directories). */
thread_id find_thread(const char *name);

/* Messages. Each thread has room for one: a code, and data that is copied. They
 * go to threads of the caller's team. */

/* Leaves a message, waiting while there is one that was not received.
 * B_BAD_THREAD_ID: no such thread, or it has ended meanwhile. B_BAD_ADDRESS,
 * B_NO_MEMORY, B_INTERRUPTED. */
status_t send_data(thread_id thread, int32 code, const void *buffer,
	size_t size);

/* Waits for the caller's message and returns its code, or B_INTERRUPTED. What
 * does not fit in the buffer is lost; so is all, with B_BAD_ADDRESS, if the
 * buffer is not there. sender may be null. */
int32 receive_data(thread_id *sender, void *buffer, size_t size);

/* Does a message wait for the thread? */
bool has_data(thread_id thread);

/* Waits for a time, or until a time of system_time(). B_INTERRUPTED.
 * B_BAD_VALUE: another timebase. */
#define B_SYSTEM_TIMEBASE	0
status_t snooze(bigtime_t microseconds);
status_t snooze_until(bigtime_t time, int timebase);

typedef enum {
	B_THREAD_RUNNING = 1,		/* or ready to */
	B_THREAD_READY,
	B_THREAD_RECEIVING,			/* in receive_data() */
	B_THREAD_ASLEEP,			/* in any other call that waits */
	B_THREAD_SUSPENDED,
	B_THREAD_WAITING			/* for a semaphore */
} thread_state;

typedef struct thread_info {
	thread_id		thread;
	team_id			team;
	char			name[B_OS_NAME_LENGTH];
	thread_state	state;
	int32			priority;
	sem_id			sem;		/* -1: waits for none */
	bigtime_t		user_time;
	bigtime_t		kernel_time;
	void			*stack_base;	/* the lower end; null: not known */
	void			*stack_end;
} thread_info;

/* B_BAD_THREAD_ID: no such thread. B_BAD_VALUE: another size; the last thread
 * was told, or there is no such team. team 0 is the caller's; the cookie begins
 * with 0. Other teams' threads have the names that the host keeps, of 15
 * characters. */
status_t _get_thread_info(thread_id thread, thread_info *info, size_t size);
status_t _get_next_thread_info(team_id team, int32 *cookie, thread_info *info,
	size_t size);
#define get_thread_info(thread, info) \
	_get_thread_info((thread), (info), sizeof(*(info)))
#define get_next_thread_info(team, cookie, info) \
	_get_next_thread_info((team), (cookie), (info), sizeof(*(info)))

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

/* -- Teams ----------------------------------------------------------------- */

#define B_CURRENT_TEAM	0
#define B_SYSTEM_TEAM	2		/* the host's kernel threads: never killed */

typedef struct team_info {
	team_id		team;
	int32		image_count;
	int32		thread_count;
	int32		area_count;
	thread_id	debugger_nub_thread;	/* -1: none */
	port_id		debugger_nub_port;		/* -1: none */
	int32		argc;
	char		args[64];
	uid_t		uid;
	gid_t		gid;
} team_info;

/* Ends a team as SIGKILL does. B_BAD_TEAM_ID: no such team. B_NOT_ALLOWED. */
status_t kill_team(team_id team);

/* B_BAD_TEAM_ID: no such team. B_BAD_VALUE: another size, or the last team was
 * told. The cookie begins with 0. */
status_t _get_team_info(team_id team, team_info *info, size_t size);
status_t _get_next_team_info(int32 *cookie, team_info *info, size_t size);
#define get_team_info(team, info) \
	_get_team_info((team), (info), sizeof(*(info)))
#define get_next_team_info(cookie, info) \
	_get_next_team_info((cookie), (info), sizeof(*(info)))

typedef struct team_usage_info {
	bigtime_t	user_time;
	bigtime_t	kernel_time;
} team_usage_info;

#define B_TEAM_USAGE_SELF		0
#define B_TEAM_USAGE_CHILDREN	(-1)	/* those that were waited for */

/* B_BAD_TEAM_ID: no such team. B_BAD_VALUE: another size or who. */
status_t _get_team_usage_info(team_id team, int32 who, team_usage_info *info,
	size_t size);
#define get_team_usage_info(team, who, info) \
	_get_team_usage_info((team), (who), (info), sizeof(*(info)))

/* -- Time ------------------------------------------------------------------ */

/* Microseconds since the system's start. */
bigtime_t system_time(void);

/* Seconds, and microseconds, since 1970. */
uint32 real_time_clock(void);
bigtime_t real_time_clock_usecs(void);

/* For those whom the host permits it; others are ignored. */
void set_real_time_clock(uint32 seconds);

/* The team's, as the environment variable TZ. B_BAD_ADDRESS, B_NO_MEMORY.
 * Not async-signal-safe. */
status_t set_timezone(const char *name);

enum {
	B_ONE_SHOT_ABSOLUTE_ALARM = 1,	/* at a time of system_time() */
	B_ONE_SHOT_RELATIVE_ALARM = 2,
	B_PERIODIC_ALARM = 3
};

/* Sends the team a SIGALRM; takes the place of the alarm set before, alarm()'s
 * included, and returns how long that had still to go, or 0. when
 * B_INFINITE_TIMEOUT, or <= 0 in the relative modes, sets none. An unknown mode
 * does nothing and returns 0. */
bigtime_t set_alarm(bigtime_t when, uint32 mode);

/* -- System ---------------------------------------------------------------- */

#define B_MAX_CPU_COUNT	8

typedef enum {
	B_CPU_X86 = 5,						/* of unknown make */
	B_CPU_INTEL_X86 = 0x1000,
	B_CPU_AMD_X86 = 0x1100,
	B_CPU_CYRIX_X86 = 0x1200,
	B_CPU_IDT_X86 = 0x1300,
	B_CPU_RISE_X86 = 0x1400
} cpu_type;

#define B_CPU_X86_VENDOR_MASK	0x1f00

typedef enum {
	B_BEBOX_PLATFORM = 0,
	B_MAC_PLATFORM,
	B_AT_CLONE_PLATFORM
} platform_type;

typedef struct cpu_info {
	bigtime_t	active_time;
} cpu_info;

typedef struct system_info {
	int32			id[2];				/* the same until the next start */
	bigtime_t		boot_time;			/* since 1970 */
	int32			cpu_count;			/* at most B_MAX_CPU_COUNT are told */
	cpu_type		cpu_type;
	int32			cpu_revision;		/* family, model and stepping */
	cpu_info		cpu_infos[B_MAX_CPU_COUNT];
	int64			cpu_clock_speed;	/* Hz; 0: not known */
	int64			bus_clock_speed;
	platform_type	platform_type;
	int32			max_pages;
	int32			used_pages;
	int32			page_faults;
	int32			max_sems;
	int32			used_sems;
	int32			max_ports;
	int32			used_ports;
	int32			max_threads;
	int32			used_threads;
	int32			max_teams;
	int32			used_teams;
	char			kernel_name[256];
	char			kernel_build_date[B_OS_NAME_LENGTH];
	char			kernel_build_time[B_OS_NAME_LENGTH];
	int64			kernel_version;		/* 0x60c1a for 6.12.26 */
	bigtime_t		_busy_wait_time;	/* always 0 */
	int32			pad[4];
} system_info;

/* Of the host. B_BAD_VALUE: another size. */
status_t _get_system_info(system_info *info, size_t size);
#define get_system_info(info)	_get_system_info((info), sizeof(*(info)))

typedef union {
	struct {
		uint32	max_eax;
		char	vendorid[12];
	} eax_0;
	struct {
		uint32	stepping : 4;
		uint32	model : 4;
		uint32	family : 4;
		uint32	type : 2;
		uint32	reserved_0 : 18;
		uint32	reserved_1;
		uint32	features;
		uint32	reserved_2;
	} eax_1;
	struct {
		uint8	call_num;
		uint8	cache_descriptors[15];
	} eax_2;
	struct {
		uint32	reserved[2];
		uint32	serial_number_high;
		uint32	serial_number_low;
	} eax_3;
	char	as_chars[16];
	struct {
		uint32	eax;
		uint32	ebx;
		uint32	edx;
		uint32	ecx;
	} regs;
} cpuid_info;

/* The processor's instruction of that name. B_BAD_VALUE: no such processor. */
status_t get_cpuid(cpuid_info *info, uint32 eaxRegister, uint32 cpu);

int32 is_computer_on(void);
double is_computer_on_fire(void);

/* Each returns the old value. */
int32 atomic_add(vint32 *value, int32 addend);
int32 atomic_and(vint32 *value, int32 bits);
int32 atomic_or(vint32 *value, int32 bits);

/* The caller's frame pointer. */
void *get_stack_frame(void);

/* The processor's counter of cycles. */
int64 read_tsc(void);

#define B_FLUSH_DCACHE			0x0001
#define B_FLUSH_ICACHE			0x0004
#define B_INVALIDATE_DCACHE		0x0002
#define B_INVALIDATE_ICACHE		0x0008

/* Before written code is run. These processors need nothing. */
void clear_caches(void *address, size_t size, uint32 flags);

/* -- Debugging ------------------------------------------------------------- */

/* Says the message on the standard error output and raises SIGTRAP, as a
 * breakpoint does. */
void debugger(const char *message);

/* Not 0: debugger() ends the team as SIGKILL does, instead of raising SIGTRAP.
 * Returns what was set before. */
int disable_debugger(int state);

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
