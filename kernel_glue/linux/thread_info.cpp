#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <kernel_threads.h>

#include "process_files.h"
#include "system_call.h"
#include "team_threads.h"
#include "thread_properties.h"
#include "thread_requests.h"
#include "user_memory.h"

/* BeOS's; the main thread's is limited by the host. */
static constexpr uintptr_t STACK_SIZE = 256 * 1024;
static constexpr uintptr_t MAIN_STACK_SIZE = 16 * 1024 * 1024;
static constexpr uintptr_t PAGE_SIZE = 4096;

static thread_activity
state_of(char hostState)
{
	switch (hostState) {
		case 'R':
			return B_THREAD_RUNNING;
		case 'T':
		case 't':
			return B_THREAD_SUSPENDED;
		default:
			return B_THREAD_ASLEEP;
	}
}

static void
get_main_stack(void** base, void** end)
{
	if (main_stack_end == 0)
		return;
	struct rlimit limit;
	uintptr_t size = MAIN_STACK_SIZE;
	if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < size)
		size = limit.rlim_cur & ~(PAGE_SIZE - 1);
	const uintptr_t last = (main_stack_end + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
	*end = (void*)last;
	*base = (void*)(last - size);
}

static void
get_stack(thread_id id, void** base, void** end)
{
	*base = nullptr;
	*end = nullptr;
	team_threads_lock lock;
	const team_thread* thread = find_team_thread(id);
	if (thread != nullptr && thread->handle != 0 && !thread->is_joined) {
		/* The host's data for the thread is above its stack. */
		const uintptr_t last = (uintptr_t)thread->handle & ~(PAGE_SIZE - 1);
		*end = (void*)last;
		*base = (void*)(last - STACK_SIZE);
	} else if (id == getpid())
		get_main_stack(base, end);
}

extern "C" status_t
_kern_get_thread_stack(thread_id thread, void** base, void** end)
{
	if (check_thread(thread) != 0)
		return B_BAD_THREAD_ID;
	get_stack(thread, base, end);
	return B_OK;
}

/* What only this team knows of its thread. */
static void
add_own_knowledge(thread_info& info)
{
	const thread_request* request = find_thread_request(info.thread);
	if (request != nullptr && (request->state() & STOPPED) != 0)
		info.state = B_THREAD_SUSPENDED;
	get_stack(info.thread, &info.stack_base, &info.stack_end);

	team_threads_lock lock;
	const team_thread* thread = find_team_thread(info.thread);
	if (thread == nullptr || thread->is_over)
		return;
	if (info.state == B_THREAD_ASLEEP && thread->is_receiving)
		info.state = B_THREAD_RECEIVING;
	if (thread->priority != 0)
		info.priority = thread->priority;
	/* Unless somebody has given it another with the host's functions; a new
	 * thread has yet to tell the host. */
	const bool isNew = info.state == B_THREAD_SUSPENDED && thread->is_spawned
		&& thread->exit_point == nullptr;
	if (thread->name[0] != '\0' && (isNew
			|| strncmp(info.name, thread->name, sizeof(process_stat::name) - 1)
				== 0))
		memcpy(info.name, thread->name, sizeof(info.name));
}

static bool
fill_thread_info(team_id team, thread_id thread, thread_info& info)
{
	process_stat stat;
	if (!read_process_stat(team, thread, stat))
		return false;
	/* It has ended, and nobody has noticed yet. */
	if (stat.state == 'Z' || stat.state == 'X') {
		if (thread != team)
			return false;
	}
	memset((void*)&info, 0, sizeof(info));
	info.thread = thread;
	info.team = team;
	memcpy(info.name, stat.name, sizeof(stat.name));
	info.state = state_of(stat.state);
	info.priority = priority_of_nice(stat.nice);
	info.sem = -1;
	info.user_time = stat.user_time;
	info.kernel_time = stat.kernel_time;
	if (team == getpid())
		add_own_knowledge(info);
	return true;
}

extern "C" status_t
_kern_get_thread_info(thread_id thread, thread_info* _info)
{
	if (!is_writable(_info))
		return B_BAD_ADDRESS;
	const team_id team = team_of_thread(thread);
	thread_info info;
	if (team == 0 || !fill_thread_info(team, thread, info))
		return B_BAD_THREAD_ID;
	*_info = info;
	return B_OK;
}

extern "C" status_t
_kern_get_next_thread_info(team_id team, int32* cookie, thread_info* _info)
{
	if (!is_writable(cookie) || !is_writable(_info))
		return B_BAD_ADDRESS;
	if (team == B_CURRENT_TEAM)
		team = getpid();
	thread_info info;
	int32 thread = *cookie;
	if (team < 0 || thread < 0)
		return B_BAD_VALUE;
	do {
		thread = next_thread(team, thread);
		if (thread <= 0)
			return B_BAD_VALUE;
	} while (!fill_thread_info(team, thread, info));
	*cookie = thread;
	*_info = info;
	return B_OK;
}
