#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include <kernel_contract.h>
#include <kernel_threads.h>

#include "interruptible_wait.h"
#include "linux_abi.h"
#include "loaded_team.h"
#include "process_files.h"
#include "team_threads.h"
#include "thread_requests.h"
#include "user_memory.h"

/* Nobody tells when a thread ends that was not spawned, unless it is one's own
 * child: it is looked at again and again, from often to rarely. */
static constexpr int64_t FIRST_PAUSE = 500;		/* microseconds */
static constexpr int64_t LONGEST_PAUSE = 10 * 1000;

static void
resume_if_suspended(thread_id id)
{
	const thread_request* request = find_thread_request(id);
	if (request != nullptr && (request->state() & REQUEST_SUSPEND) != 0)
		_kern_resume_thread(id);
}

/* Until it is gone or, unless the wait goes on past handlers, one has run. With
 * the lock held, which keeps the thread's word from being taken away while it is
 * looked at; the kernel looks for itself. */
static int
wait_for_kernel(team_thread* thread, const interruption_watch& watch,
	bool pastHandlers)
{
	const std::atomic<uint32_t>* word = thread->kernel_word;
	int result = 0;
	while ((result == 0 || pastHandlers) && !is_gone(*thread)) {
		unlock_team_threads();
		const interruption_watch now;
		const interruption_watch& from = pastHandlers ? now : watch;
		result = word != nullptr
			? wait_interruptibly(*word, thread->id, from, futex_kind::SHARED)
			: sleep_interruptibly(from, FIRST_PAUSE);
		lock_team_threads();
	}
	if (!is_gone(*thread))
		return result;
	/* The kernel has woken one. */
	if (word != nullptr && thread->waiters > 1)
		wake_all(*word, futex_kind::SHARED);
	return 0;
}

/* The kernel clears the word a moment before it gives the id back: so long the
 * id would still be a thread's, to all other calls. One that is traced keeps it
 * until the tracer has noticed. */
static void
await_return_of_id(thread_id id)
{
	constexpr int YIELDS = 50;
	constexpr int PAUSES = 20;

	for (int i = 0; i < YIELDS + PAUSES; i++) {
		if (system_call(SYS_tgkill, getpid(), id, 0) != 0)
			return;
		if (i < YIELDS)
			system_call(SYS_sched_yield);
		else {
			const long pause[2] = { 0, 100 * 1000 };
			system_call(SYS_nanosleep, pause, nullptr);
		}
	}
}

/* A spawned thread, with the lock held; returns without. */
static int
wait_for_spawned_thread(team_thread* thread, bool pastHandlers, void** result)
{
	const interruption_watch watch;
	int error = 0;
	thread->references++;
	if (!thread->is_joined) {
		thread->waiters++;
		unlock_team_threads();
		resume_if_suspended(thread->id);
		lock_team_threads();
		error = wait_for_kernel(thread, watch, pastHandlers);
		thread->waiters--;
		if (error == 0)
			join_team_thread(thread);
	}
	if (error == 0) {
		*result = thread->result;
		drop_team_thread(thread);
	}
	const thread_id id = thread->id;
	release_team_thread(thread);
	unlock_team_threads();
	if (error == 0)
		await_return_of_id(id);
	return error;
}

/* Another process, which is the caller's child or not. */
static int
wait_for_end_of_team(team_id team, const interruption_watch& watch)
{
	const long file = system_call(SYS_pidfd_open, team, 0);
	if (file == -ESRCH)
		return 0;
	int error = 0;
	if (file >= 0) {
		/* Unlike waitid(), it is not taken up again after a handler with
		 * SA_RESTART. */
		struct pollfd poll = { (int)file, POLLIN, 0 };
		if (watch.has_happened() || waiting_system_call(SYS_poll, &poll, 1, -1)
				== -EINTR)
			error = -EINTR;
		system_call(SYS_close, file);
		return error;
	}
	/* No more file descriptors, or an old kernel. */
	process_stat stat;
	while (error == 0 && read_process_stat(team, 0, stat) && stat.state != 'Z')
		error = sleep_interruptibly(watch, LONGEST_PAUSE);
	return error;
}

/* A child process: what waitid() tells of it. -ECHILD: it is none. */
static int
wait_for_child_team(team_id team, status_t* status)
{
	linux_siginfo info;
	info.child.pid = 0;
	int error = system_call(SYS_waitid, LINUX_P_PID, team, &info,
		LINUX_WEXITED | LINUX_WNOHANG | LINUX_WNOWAIT, nullptr);
	if (error != 0)
		return error;
	process_stat stat;
	if (!resume_loaded_team(team) && read_process_stat(team, 0, stat) && stat.state == 'T')
		system_call(SYS_kill, team, LINUX_SIGCONT);
	const interruption_watch watch;
	error = wait_for_end_of_team(team, watch);
	if (error == 0) {
		error = system_call(SYS_waitid, LINUX_P_PID, team, &info,
			LINUX_WEXITED, nullptr);
	}
	if (error == 0) {
		*status = info.code == LINUX_CLD_EXITED
			? info.child.status : B_INTERRUPTED;
	}
	return error;
}

/* Any other thread, of this team or another. */
static int
wait_for_foreign_thread(thread_id id)
{
	const interruption_watch watch;
	const int error = check_thread(id);
	if (error == 0)
		resume_if_suspended(id);
	else if (error != -EPERM)
		return error;
	else if (system_call(SYS_tgkill, id, id, 0) != -ESRCH)
		return wait_for_end_of_team(id, watch);

	const uint32_t birth = birth_of_thread(id);
	int64_t pause = FIRST_PAUSE;
	for (;;) {
		if (sleep_interruptibly(watch, pause) != 0)
			return -EINTR;
		if (system_call(SYS_tkill, id, 0) == -ESRCH
			|| birth_of_thread(id) != birth)
			return 0;
		pause = pause * 2 < LONGEST_PAUSE ? pause * 2 : LONGEST_PAUSE;
	}
}

/* The record of a spawned thread, also of one that has ended, if the id is not
 * another thread's by now. Needs the lock. */
static team_thread*
find_spawned_thread(thread_id id)
{
	team_thread* thread = find_team_thread(id);
	if (thread == nullptr || !thread->is_spawned)
		return nullptr;
	if (thread->is_joined && check_thread(id) == 0
		&& birth_of_thread(id) != thread->birth) {
		drop_team_thread(thread);
		return nullptr;
	}
	return thread;
}

static status_t
native_result(int error)
{
	switch (error) {
		case 0:
			return B_OK;
		case -EINTR:
			return B_INTERRUPTED;
		default:
			return B_BAD_THREAD_ID;
	}
}

extern "C" status_t
_kern_wait_for_thread(thread_id id, status_t* _status)
{
	if (id <= 0 || id == system_call(SYS_gettid))
		return B_BAD_THREAD_ID;
	if (_status != nullptr && !is_writable(_status))
		return B_BAD_ADDRESS;

	status_t status = B_OK;
	int error;
	lock_team_threads();
	team_thread* thread = find_spawned_thread(id);
	if (thread != nullptr) {
		void* result = nullptr;
		error = wait_for_spawned_thread(thread, false, &result);
		status = (status_t)(intptr_t)result;
	} else {
		unlock_team_threads();
		error = wait_for_child_team(id, &status);
		if (error == -ECHILD)
			error = wait_for_foreign_thread(id);
	}
	if (error == 0 && _status != nullptr)
		*_status = status;
	return native_result(error);
}

static team_thread*
find_by_handle(pthread_t handle)
{
	return search_team_threads([](team_thread* thread, uintptr_t wanted) {
		return thread->is_spawned && !thread->is_joined
			&& (uintptr_t)thread->handle == wanted;
	}, (uintptr_t)handle);
}

extern "C" bool
_kern_is_spawned_thread(pthread_t handle)
{
	if (!has_team_threads())
		return false;
	team_threads_lock lock;
	return find_by_handle(handle) != nullptr;
}

extern "C" int
_kern_join_spawned_thread(pthread_t handle, void** result, bool wait)
{
	if (!has_team_threads())
		return -ESRCH;
	lock_team_threads();
	team_thread* thread = find_by_handle(handle);
	if (thread == nullptr || (!wait && !is_gone(*thread))) {
		unlock_team_threads();
		return thread == nullptr ? -ESRCH : -EBUSY;
	}
	void* value = nullptr;
	wait_for_spawned_thread(thread, true, &value);
	if (result != nullptr)
		*result = value;
	return 0;
}
