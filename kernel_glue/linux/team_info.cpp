#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <kernel_threads.h>

#include "linux_abi.h"
#include "process_files.h"
#include "system_call.h"
#include "user_memory.h"

/* kill(2) takes a thread's id, too, for that of its team. */
static bool
is_team(team_id team)
{
	return team > 0 && system_call(SYS_tgkill, team, team, 0) != -ESRCH;
}

extern "C" status_t
_kern_kill_team(team_id team)
{
	if (!is_team(team))
		return B_BAD_TEAM_ID;
	switch (system_call(SYS_kill, team, LINUX_SIGKILL)) {
		case 0:
			return B_OK;
		case -EPERM:
			return B_NOT_ALLOWED;
		default:
			return B_BAD_TEAM_ID;
	}
}

/* The arguments, separated by spaces, as far as there is room; how many there
 * are in all. */
static int32
read_arguments(team_id team, char* arguments, size_t size)
{
	char buffer[512];
	snprintf(buffer, sizeof(buffer), "/proc/%d/cmdline", (int)team);
	const long file = system_call(SYS_open, buffer, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return 0;
	int32 count = 0;
	size_t used = 0;
	bool isFirst = true;
	long length;
	while ((length = system_call(SYS_read, file, buffer, sizeof(buffer))) > 0) {
		for (long i = 0; i < length; i++) {
			if (buffer[i] == '\0')
				count++;
			if (used < size - 1) {
				if (!isFirst && arguments[used - 1] == '\0')
					arguments[used - 1] = ' ';
				arguments[used++] = buffer[i];
				isFirst = false;
			}
		}
	}
	system_call(SYS_close, file);
	arguments[used] = '\0';
	return count;
}

/* Counts the parts of the address space, and those that are the first of a
 * file's that can be run. */
static void
count_areas(team_id team, team_info& info)
{
	char buffer[1024];
	snprintf(buffer, sizeof(buffer), "/proc/%d/maps", (int)team);
	const long file = system_call(SYS_open, buffer, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return;
	/* address perms offset device inode path */
	char executable = ' ';
	int field = 0;
	int inField = 0;
	bool hasFile = false;
	long length;
	while ((length = system_call(SYS_read, file, buffer, sizeof(buffer))) > 0) {
		for (long i = 0; i < length; i++) {
			if (buffer[i] == '\n') {
				info.area_count++;
				if (executable == 'x' && hasFile)
					info.image_count++;
				field = 0;
				inField = 0;
				hasFile = false;
				continue;
			}
			if (buffer[i] == ' ') {
				if (inField != 0)
					field++;
				inField = 0;
				continue;
			}
			if (field == 1 && inField == 2)
				executable = buffer[i];
			if (field == 5 && inField == 0)
				hasFile = buffer[i] == '/';
			inField++;
		}
	}
	system_call(SYS_close, file);
}

static bool
fill_team_info(team_id team, team_info& info)
{
	process_stat stat;
	char status[2048];
	snprintf(status, sizeof(status), "/proc/%d/status", (int)team);
	if (!read_process_stat(team, 0, stat)
		|| read_process_file(status, status, sizeof(status)) <= 0
		|| number_behind(status, "\nTgid:", 0) != team)
		return false;
	memset((void*)&info, 0, sizeof(info));
	info.team = team;
	info.thread_count = stat.thread_count;
	info.debugger_nub_thread = -1;
	info.debugger_nub_port = -1;
	info.uid = number_behind(status, "\nUid:", 0);
	info.gid = number_behind(status, "\nGid:", 0);
	info.argc = read_arguments(team, info.args, sizeof(info.args));
	/* The host's own have none. */
	if (info.argc == 0)
		memcpy(info.args, stat.name, sizeof(stat.name));
	count_areas(team, info);
	return true;
}

extern "C" status_t
_kern_get_team_info(team_id team, team_info* _info)
{
	if (!is_writable(_info))
		return B_BAD_ADDRESS;
	if (team == B_CURRENT_TEAM)
		team = getpid();
	team_info info;
	if (team < 0 || !fill_team_info(team, info))
		return B_BAD_TEAM_ID;
	*_info = info;
	return B_OK;
}

extern "C" status_t
_kern_get_next_team_info(int32* cookie, team_info* _info)
{
	if (!is_writable(cookie) || !is_writable(_info))
		return B_BAD_ADDRESS;
	team_info info;
	int32 team = *cookie;
	if (team < 0)
		return B_BAD_VALUE;
	do {
		team = next_number_in_folder("/proc", team);
		if (team <= 0)
			return B_BAD_VALUE;
	} while (!fill_team_info(team, info));
	*cookie = team;
	*_info = info;
	return B_OK;
}

static bigtime_t
microseconds_of(const struct timeval& time)
{
	return (bigtime_t)time.tv_sec * 1000000 + time.tv_usec;
}

extern "C" status_t
_kern_get_team_usage_info(team_id team, int32 who, team_usage_info* info)
{
	if (!is_writable(info))
		return B_BAD_ADDRESS;
	if (who != B_TEAM_USAGE_SELF && who != B_TEAM_USAGE_CHILDREN)
		return B_BAD_VALUE;
	const bool isSelf = who == B_TEAM_USAGE_SELF;
	if (team == B_CURRENT_TEAM || team == getpid()) {
		struct rusage usage;
		getrusage(isSelf ? RUSAGE_SELF : RUSAGE_CHILDREN, &usage);
		info->user_time = microseconds_of(usage.ru_utime);
		info->kernel_time = microseconds_of(usage.ru_stime);
		return B_OK;
	}
	process_stat stat;
	if (!is_team(team) || !read_process_stat(team, 0, stat))
		return B_BAD_TEAM_ID;
	info->user_time = isSelf ? stat.user_time : stat.children_user_time;
	info->kernel_time = isSelf ? stat.kernel_time : stat.children_kernel_time;
	return B_OK;
}
