#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <kernel_contract.h>

#include "system_call.h"
#include "team_threads.h"
#include "thread_properties.h"
#include "user_memory.h"

/* Linux keeps the first 15 characters of a thread's name (PR_SET_NAME(2)). */
constexpr size_t HOST_NAME_LENGTH = 16;

static bool
has_name(int tasks, const char* thread, const char* name)
{
	char path[32];
	snprintf(path, sizeof(path), "%.20s/comm", thread);
	const int file = openat(tasks, path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	char text[HOST_NAME_LENGTH + 1];
	const ssize_t length = read(file, text, sizeof(text));
	close(file);
	return length > 0 && text[length - 1] == '\n'
		&& strnlen(name, HOST_NAME_LENGTH) >= (size_t)length - 1
		&& strncmp(text, name, length - 1) == 0
		&& (name[length - 1] == '\0' || length == HOST_NAME_LENGTH);
}

/* Calls accept(folder, entry) for each entry that is a number, until it
 * returns an id. */
template<typename Accept>
static thread_id
search_numbers(const char* path, Accept accept)
{
	DIR* folder = opendir(path);
	if (folder == nullptr)
		return -ENOENT;
	thread_id found = -ENOENT;
	while (dirent* entry = readdir(folder)) {
		if (entry->d_name[0] < '0' || entry->d_name[0] > '9')
			continue;
		found = accept(dirfd(folder), entry->d_name);
		if (found >= 0)
			break;
	}
	closedir(folder);
	return found;
}

static thread_id
search_team(const char* team, const char* name)
{
	char path[64];
	snprintf(path, sizeof(path), "/proc/%.20s/task", team);
	return search_numbers(path, [name](int tasks, const char* thread) {
		return has_name(tasks, thread, name) ? atoi(thread) : -ENOENT;
	});
}

/* This team's threads that have been given a name keep it in full. */
static thread_id
find_by_full_name(const char* name)
{
	char ownName[B_OS_NAME_LENGTH];
	if (!copy_thread_name(ownName, name) || ownName[0] == '\0')
		return -ENOENT;
	team_threads_lock lock;
	const team_thread* thread
		= search_team_threads([](team_thread* candidate, uintptr_t wanted) {
			return !candidate->is_over
				&& strcmp(candidate->name, (const char*)wanted) == 0
				&& check_thread(candidate->id) == 0;
		}, (uintptr_t)ownName);
	return thread != nullptr ? thread->id : -ENOENT;
}

extern "C" thread_id
_kern_find_thread(const char* name)
{
	if (name == nullptr)
		return system_call(SYS_gettid);
	/* A short name can end before a bad page: look at the first byte only. */
	if (!is_user_memory(name, 1, false))
		return -EFAULT;

	thread_id found = find_by_full_name(name);
	if (found >= 0)
		return found;
	const int error = errno;
	found = search_team("self", name);
	if (found < 0) {
		found = search_numbers("/proc", [name](int, const char* team) {
			return search_team(team, name);
		});
	}
	errno = error;
	return found;
}
