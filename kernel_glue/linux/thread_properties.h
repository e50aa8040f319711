/* Names and priorities of threads: BeOS's, and what the host can keep. */
#ifndef _THREAD_PROPERTIES_H
#define _THREAD_PROPERTIES_H

#include <OS.h>

/* The program's string, as far as it fits, into B_OS_NAME_LENGTH bytes; false
 * if it is not there. */
bool copy_thread_name(char* ownName, const char* name);

/* A thread of this team. */
void set_host_thread_name(thread_id thread, const char* name);

int32 thread_priority_in_range(int32 priority);

/* The host's nice value for a priority, and the other way round. */
int nice_of_priority(int32 priority);
int32 priority_of_nice(int nice);

/* As far as the host permits it. */
void set_host_thread_priority(thread_id thread, int32 priority);

#endif	/* _THREAD_PROPERTIES_H */
