/* Error codes of the BeOS-native calls (Haiku <Errors.h>). They are negative
 * and apart from the host's errno values, which POSIX calls keep using. */
#ifndef _ERRORS_H
#define _ERRORS_H

#include <limits.h>

#define B_OK					0
#define B_ERROR					(-1)

#define B_GENERAL_ERROR_BASE	INT_MIN
#define B_OS_ERROR_BASE			(B_GENERAL_ERROR_BASE + 0x1000)

#define B_NO_MEMORY				(B_GENERAL_ERROR_BASE + 0)
#define B_IO_ERROR				(B_GENERAL_ERROR_BASE + 1)
#define B_PERMISSION_DENIED		(B_GENERAL_ERROR_BASE + 2)
#define B_BAD_VALUE				(B_GENERAL_ERROR_BASE + 5)
#define B_NAME_NOT_FOUND		(B_GENERAL_ERROR_BASE + 7)
#define B_TIMED_OUT				(B_GENERAL_ERROR_BASE + 9)
#define B_INTERRUPTED			(B_GENERAL_ERROR_BASE + 10)
#define B_WOULD_BLOCK			(B_GENERAL_ERROR_BASE + 11)
#define B_NOT_ALLOWED			(B_GENERAL_ERROR_BASE + 15)

#define B_BAD_THREAD_ID			(B_OS_ERROR_BASE + 0x100)
#define B_NO_MORE_THREADS		(B_OS_ERROR_BASE + 0x101)
#define B_BAD_THREAD_STATE		(B_OS_ERROR_BASE + 0x102)
#define B_BAD_TEAM_ID			(B_OS_ERROR_BASE + 0x103)

/* Semaphores, ports and areas. */
#define B_BAD_SEM_ID			(B_OS_ERROR_BASE + 0)
#define B_NO_MORE_SEMS			(B_OS_ERROR_BASE + 1)
#define B_BAD_PORT_ID			(B_OS_ERROR_BASE + 0x200)
#define B_NO_MORE_PORTS			(B_OS_ERROR_BASE + 0x201)
#define B_BAD_ADDRESS			(B_OS_ERROR_BASE + 0x301)

#endif	/* _ERRORS_H */
