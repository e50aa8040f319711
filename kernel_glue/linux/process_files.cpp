#include "process_files.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "system_call.h"

long
read_process_file(const char* path, char* buffer, size_t size)
{
	const long file = system_call(SYS_open, path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return -1;
	long total = 0;
	while (total < (long)size - 1) {
		const long length = system_call(SYS_read, file, buffer + total,
			size - 1 - total);
		if (length < 0)
			total = -1;
		if (length <= 0)
			break;
		total += length;
	}
	system_call(SYS_close, file);
	if (total >= 0)
		buffer[total] = '\0';
	return total;
}

static int64
read_number(const char*& text)
{
	while (*text == ' ' || *text == '\t')
		text++;
	const bool negative = *text == '-';
	if (negative)
		text++;
	int64 number = 0;
	while (*text >= '0' && *text <= '9')
		number = number * 10 + (*text++ - '0');
	return negative ? -number : number;
}

bool
read_process_stat(team_id team, thread_id thread, process_stat& stat)
{
	char text[512];
	if (thread != 0) {
		snprintf(text, sizeof(text), "/proc/%d/task/%d/stat", (int)team,
			(int)thread);
	} else
		snprintf(text, sizeof(text), "/proc/%d/stat", (int)team);
	if (read_process_file(text, text, sizeof(text)) <= 0)
		return false;

	/* Field 2 is the name in parentheses, and the only one that contains
	 * any. */
	const char* name = strchr(text, '(');
	const char* end = strrchr(text, ')');
	if (name == nullptr || end == nullptr || end[1] != ' ')
		return false;
	size_t length = end - ++name;
	if (length > sizeof(stat.name) - 1)
		length = sizeof(stat.name) - 1;
	memcpy(stat.name, name, length);
	stat.name[length] = '\0';

	const char* field = end + 2;
	stat.state = *field++;
	int64 fields[21];
	for (int i = 4; i <= 20; i++)
		fields[i] = read_number(field);
	stat.user_time = fields[14] * PROCESS_CLOCK_TICK;
	stat.kernel_time = fields[15] * PROCESS_CLOCK_TICK;
	stat.children_user_time = fields[16] * PROCESS_CLOCK_TICK;
	stat.children_kernel_time = fields[17] * PROCESS_CLOCK_TICK;
	stat.nice = fields[19];
	stat.thread_count = fields[20];
	return true;
}

int64
number_behind(const char* buffer, const char* text, int64 fallback)
{
	const char* found = strstr(buffer, text);
	if (found == nullptr)
		return fallback;
	found += strlen(text);
	return read_number(found);
}

team_id
team_of_thread(thread_id thread)
{
	if (thread <= 0)
		return 0;
	if (system_call(SYS_tgkill, getpid(), thread, 0) == 0)
		return getpid();
	char text[1024];
	snprintf(text, sizeof(text), "/proc/%d/status", (int)thread);
	if (read_process_file(text, text, sizeof(text)) <= 0)
		return 0;
	return number_behind(text, "\nTgid:", 0);
}

/* struct linux_dirent64 (getdents64(2)). */
struct linux_entry {
	uint64_t	inode;
	int64_t		offset;
	uint16_t	length;
	uint8_t		type;
	char		name[1];
} __attribute__((packed));

int32
next_number_in_folder(const char* path, int32 after)
{
	const long folder = system_call(SYS_open, path,
		O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return -1;
	int32 next = 0;
	char buffer[4096];
	long length;
	while ((length = system_call(SYS_getdents64, folder, buffer,
			sizeof(buffer))) > 0) {
		for (long at = 0; at < length;) {
			const linux_entry* entry = (const linux_entry*)(buffer + at);
			at += entry->length;
			const char* name = entry->name;
			if (*name < '1' || *name > '9')
				continue;
			const int32 number = read_number(name);
			if (number > after && (next == 0 || number < next))
				next = number;
		}
	}
	system_call(SYS_close, folder);
	return next;
}

int32
next_thread(team_id team, int32 after)
{
	char path[48];
	snprintf(path, sizeof(path), "/proc/%d/task", (int)team);
	return next_number_in_folder(path, after);
}
