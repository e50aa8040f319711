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
#define B_BAD_INDEX				(B_GENERAL_ERROR_BASE + 3)
#define B_BAD_TYPE				(B_GENERAL_ERROR_BASE + 4)
#define B_BAD_VALUE				(B_GENERAL_ERROR_BASE + 5)
#define B_MISMATCHED_VALUES		(B_GENERAL_ERROR_BASE + 6)
#define B_NAME_NOT_FOUND		(B_GENERAL_ERROR_BASE + 7)
#define B_NAME_IN_USE			(B_GENERAL_ERROR_BASE + 8)
#define B_TIMED_OUT				(B_GENERAL_ERROR_BASE + 9)
#define B_INTERRUPTED			(B_GENERAL_ERROR_BASE + 10)
#define B_WOULD_BLOCK			(B_GENERAL_ERROR_BASE + 11)
#define B_CANCELED				(B_GENERAL_ERROR_BASE + 12)
#define B_NO_INIT				(B_GENERAL_ERROR_BASE + 13)
#define B_BUSY					(B_GENERAL_ERROR_BASE + 14)
#define B_NOT_ALLOWED			(B_GENERAL_ERROR_BASE + 15)

/* Semaphores, ports and areas. */
#define B_BAD_SEM_ID			(B_OS_ERROR_BASE + 0)
#define B_NO_MORE_SEMS			(B_OS_ERROR_BASE + 1)
#define B_BAD_PORT_ID			(B_OS_ERROR_BASE + 0x200)
#define B_NO_MORE_PORTS			(B_OS_ERROR_BASE + 0x201)
#define B_BAD_ADDRESS			(B_OS_ERROR_BASE + 0x301)

/* Threads and teams. */
#define B_BAD_THREAD_ID			(B_OS_ERROR_BASE + 0x100)
#define B_NO_MORE_THREADS		(B_OS_ERROR_BASE + 0x101)
#define B_BAD_THREAD_STATE		(B_OS_ERROR_BASE + 0x102)
#define B_BAD_TEAM_ID			(B_OS_ERROR_BASE + 0x103)
#define B_NO_MORE_TEAMS			(B_OS_ERROR_BASE + 0x104)

/* Images. */
#define B_BAD_IMAGE_ID			(B_OS_ERROR_BASE + 0x300)
#define B_NOT_AN_EXECUTABLE		(B_OS_ERROR_BASE + 0x302)
#define B_MISSING_LIBRARY		(B_OS_ERROR_BASE + 0x303)
#define B_MISSING_SYMBOL		(B_OS_ERROR_BASE + 0x304)

#define B_DEBUGGER_ALREADY_INSTALLED	(B_OS_ERROR_BASE + 0x400)

#endif	/* _ERRORS_H */
