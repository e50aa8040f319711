/* What /proc tells of processes and threads (proc(5)). Async-signal-safe. */
#ifndef _PROCESS_FILES_H
#define _PROCESS_FILES_H

#include <OS.h>

/* The file's beginning, with a zero behind it; its length, or -1. */
long read_process_file(const char* path, char* buffer, size_t size);

/* The unit of times there: 1/100 s on all of Linux's architectures that we
 * have (USER_HZ), in microseconds. */
constexpr bigtime_t PROCESS_CLOCK_TICK = 10000;

struct process_stat {
	char		name[16];
	char		state;
	int32		nice;
	int32		thread_count;
	bigtime_t	user_time;
	bigtime_t	kernel_time;
	bigtime_t	children_user_time;
	bigtime_t	children_kernel_time;
};

/* Of a team, or if thread is not 0, of one of its threads. */
bool read_process_stat(team_id team, thread_id thread, process_stat& stat);

/* The team of a thread; 0 if there is no such thread. */
team_id team_of_thread(thread_id thread);

/* The lowest number above the given one that is an entry of the folder; 0 if
 * there is none, -1 if there is no folder. */
int32 next_number_in_folder(const char* path, int32 after);
int32 next_thread(team_id team, int32 after);

/* A number in the buffer behind a text; fallback if it is not there. */
int64 number_behind(const char* buffer, const char* text, int64 fallback);

#endif	/* _PROCESS_FILES_H */
