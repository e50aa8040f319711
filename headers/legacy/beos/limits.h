/* What BeOS R5's <unistd.h> calls the limits that sysconf() and pathconf()
 * tell, and the constants that programs have compiled in. */
#ifndef _BEOS_LIMITS_H
#define _BEOS_LIMITS_H

/* pathconf(), fpathconf() */
#define BEOS_PC_CHOWN_RESTRICTED	1
#define BEOS_PC_MAX_CANON			2
#define BEOS_PC_MAX_INPUT			3
#define BEOS_PC_NAME_MAX			4
#define BEOS_PC_NO_TRUNC			5
#define BEOS_PC_PATH_MAX			6
#define BEOS_PC_PIPE_BUF			7
#define BEOS_PC_VDISABLE			8
#define BEOS_PC_LINK_MAX			25

/* sysconf() */
#define BEOS_SC_ARG_MAX				15
#define BEOS_SC_CHILD_MAX			16
#define BEOS_SC_CLK_TCK				17
#define BEOS_SC_JOB_CONTROL			18
#define BEOS_SC_NGROUPS_MAX			19
#define BEOS_SC_OPEN_MAX			20
#define BEOS_SC_SAVED_IDS			21
#define BEOS_SC_STREAM_MAX			22
#define BEOS_SC_TZNAME_MAX			23
#define BEOS_SC_VERSION				24

#define BEOS_POSIX_VERSION			199009L
#define BEOS_CLOCKS_PER_SEC			1000	/* of clock() and times() */

#endif	/* _BEOS_LIMITS_H */
