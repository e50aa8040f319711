/* What is kept of this team's threads beyond what the kernel keeps: names in
 * full, priorities, messages, how they ended.
 *
 * Every spawned thread has a record; any other gets one when somebody asks for
 * what is in it. All of it is guarded by one lock, which is never held for long
 * nor while anything waits, so that handlers, too, can use what is here.
 */
#ifndef _TEAM_THREADS_H
#define _TEAM_THREADS_H

#include <atomic>

#include <pthread.h>
#include <stdint.h>

#include <OS.h>

#include "linux_abi.h"

struct __jmp_buf_tag;

struct team_thread {
	/* Written before anybody else can find the record; the id once more, in the
	 * child of fork(). */
	thread_id	id;
	/* Tells it from others that have had the same id: birth_of_thread(). */
	uint32_t	birth;
	bool		is_spawned;

	/* The following concern spawned threads, and are the creator's until
	 * is_prepared, then the thread's own. */
	pthread_t		handle;
	thread_func		function;
	void*			data;
	linux_sigset	mask;
	std::atomic<uint32_t>	is_prepared;
	/* Where _kern_exit_thread() jumps, in the thread's first frame. */
	struct __jmp_buf_tag*	exit_point;
	/* The word that the kernel clears when the thread is gone (clone(2),
	 * CLONE_CHILD_CLEARTID); until the host has taken it apart. */
	const std::atomic<uint32_t>*	kernel_word;

	/* The rest is guarded by the lock. */

	team_thread*	next;			/* of the same hash value, or free */
	team_thread*	next_ended;		/* is_over, but not is_joined; or kept */
	/* Who uses the record without the lock; it is not freed meanwhile. */
	uint32_t		references;
	/* Of these, who waits for the word above. */
	uint32_t		waiters;
	bool			is_listed;		/* is it found by its id? */
	bool			is_over;		/* it takes no messages any more */
	bool			was_killed;
	bool			is_joined;		/* it is gone, and this is left of it: */
	void*			result;

	char			name[B_OS_NAME_LENGTH];		/* "": the host's */
	int32			priority;					/* 0: as the host's */

	/* The message that it has not received. */
	bool			has_message;
	bool			is_receiving;
	thread_id		sender;
	int32			code;
	void*			message;		/* allocated; null if it has no data */
	size_t			message_size;
	/* Counts messages left, taken and lost: who waits for either waits for
	 * this to change. */
	std::atomic<uint32_t>	message_changes;
};

/* The lock. Signals wait while it is held (it is a section), and so does what
 * is asked of the thread by kill_thread() and suspend_thread(). */
void lock_team_threads();
void unlock_team_threads();

class team_threads_lock {
public:
	team_threads_lock()
	{
		lock_team_threads();
	}

	~team_threads_lock()
	{
		unlock_team_threads();
	}

	team_threads_lock(const team_threads_lock&) = delete;
	team_threads_lock& operator=(const team_threads_lock&) = delete;
};

/* Without the lock, but kill_thread() and suspend_thread() wait: for calls of
 * the host that take locks of its own. */
void hold_thread_requests();
void release_thread_requests();

class thread_request_hold {
public:
	thread_request_hold()
	{
		hold_thread_requests();
	}

	~thread_request_hold()
	{
		release_thread_requests();
	}

	thread_request_hold(const thread_request_hold&) = delete;
	thread_request_hold& operator=(const thread_request_hold&) = delete;
};

/* Has there ever been a record? Asked by functions that programs call which do
 * not use the Kernel Kit. */
bool has_team_threads();

/* All that follows needs the lock. */

/* A new record that is not listed; null: no memory. */
team_thread* make_team_thread();
/* Lists it, in the place of one that has had its id before. */
void list_team_thread(team_thread* thread);
/* Takes it off the list, and frees it when nobody uses it. */
void drop_team_thread(team_thread* thread);
void release_team_thread(team_thread* thread);

/* The record with this id, if there is one: perhaps of a thread that is gone. */
team_thread* find_team_thread(thread_id id);
/* The record of a thread of this team that has not ended, made if need be. Null
 * with B_BAD_THREAD_ID (no such thread in the team) or B_NO_MEMORY. */
team_thread* living_team_thread(thread_id id, status_t* _error);

/* The spawned thread has nothing more to do, or is killed: its messages are
 * lost. It is the caller, about to end. */
void end_team_thread(team_thread* thread, bool killed);

/* Has the kernel finished with the spawned thread? */
bool is_gone(const team_thread& thread);
/* Takes it apart and sets its result; it is_gone(). */
void join_team_thread(team_thread* thread);
/* Does so with all that have ended and for whom nobody waits. */
void join_ended_threads();

/* Calls visit(thread) for each listed record until it returns true. */
team_thread* search_team_threads(bool (*visit)(team_thread*, uintptr_t),
	uintptr_t argument);

/* The calling thread, which was spawned, is being killed. */
void note_killed_thread();

/* In the child of fork(): the caller is its only thread, with a new id. */
void forget_other_threads();

/* Has the thread, of this team, that id, or had one when it ended? 0, -ESRCH,
 * or -EPERM: it is another team's. */
int check_thread(thread_id thread);

#endif	/* _TEAM_THREADS_H */
