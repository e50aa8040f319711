#include "thread_properties.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include <kernel_threads.h>

#include "system_call.h"
#include "team_threads.h"
#include "user_memory.h"

bool
copy_thread_name(char* ownName, const char* name)
{
	constexpr uintptr_t PAGE_SIZE = 4096;

	for (size_t i = 0; i < B_OS_NAME_LENGTH - 1; i++) {
		/* The string can end before a page that is not there. */
		if ((i == 0 || (uintptr_t)(name + i) % PAGE_SIZE == 0)
			&& !is_readable(name + i))
			return false;
		ownName[i] = name[i];
		if (name[i] == '\0')
			return true;
	}
	ownName[B_OS_NAME_LENGTH - 1] = '\0';
	return true;
}

void
set_host_thread_name(thread_id thread, const char* name)
{
	char path[48];
	snprintf(path, sizeof(path), "/proc/self/task/%d/comm", (int)thread);
	const long file = system_call(SYS_open, path, O_WRONLY | O_CLOEXEC);
	if (file < 0)
		return;
	/* It takes the first 15 characters (proc(5)). */
	system_call(SYS_write, file, name, strlen(name));
	system_call(SYS_close, file);
}

extern "C" status_t
_kern_rename_thread(thread_id id, const char* name)
{
	char ownName[B_OS_NAME_LENGTH];
	if (name == nullptr || !copy_thread_name(ownName, name))
		return B_BAD_ADDRESS;
	team_threads_lock lock;
	status_t error;
	team_thread* thread = living_team_thread(id, &error);
	if (thread == nullptr)
		return error;
	memcpy(thread->name, ownName, sizeof(ownName));
	set_host_thread_name(id, ownName);
	return B_OK;
}

int32
thread_priority_in_range(int32 priority)
{
	if (priority < 1)
		return 1;
	return priority < B_REAL_TIME_PRIORITY ? priority : B_REAL_TIME_PRIORITY;
}

/* Half of what is below normal, and the like above it: the range of nice values
 * is 19 to -20. Realtime priorities are as urgent as there is without taking
 * the processor away from everybody else. */
int
nice_of_priority(int32 priority)
{
	if (priority <= B_NORMAL_PRIORITY)
		return (B_NORMAL_PRIORITY - priority) * 2;
	return priority < B_NORMAL_PRIORITY + 20 ? B_NORMAL_PRIORITY - priority
		: -20;
}

int32
priority_of_nice(int nice)
{
	return nice > 0 ? B_NORMAL_PRIORITY - nice / 2 : B_NORMAL_PRIORITY - nice;
}

void
set_host_thread_priority(thread_id thread, int32 priority)
{
	/* Where POSIX has processes, Linux has threads. */
	system_call(SYS_setpriority, PRIO_PROCESS, thread,
		nice_of_priority(priority));
}

extern "C" int32
_kern_set_thread_priority(thread_id id, int32 priority)
{
	team_threads_lock lock;
	status_t error;
	team_thread* thread = living_team_thread(id, &error);
	if (thread == nullptr)
		return error;
	int32 old = thread->priority;
	if (old == 0) {
		/* The system call answers 20 - nice (getpriority(2)). */
		const long answer = system_call(SYS_getpriority, PRIO_PROCESS, id);
		old = answer > 0 ? priority_of_nice(20 - answer) : B_NORMAL_PRIORITY;
	}
	thread->priority = thread_priority_in_range(priority);
	set_host_thread_priority(id, thread->priority);
	return old;
}
