/* The wait status word as BeOS R5 and early Haiku programs read it: exit code
 * in bits 0..7, terminating signal in 8..15, core dumped 0x10000, stopping
 * signal in 16..23, continued 0x20000. Replaces the host's header of the same
 * name, which <stdlib.h> includes.
 *
 * The tests overlap: __WIFSTOPPED is also true of "core dumped" and of
 * "continued". Compiled into programs, that is the ABI. */
#if !defined(_SYS_WAIT_H) && !defined(_STDLIB_H)
#	error "include <sys/wait.h>, not <bits/waitstatus.h>"
#endif

#define __WEXITSTATUS(status)	((status) & 0xff)
#define __WTERMSIG(status)		(((status) >> 8) & 0xff)
#define __WSTOPSIG(status)		(((status) >> 16) & 0xff)
#define __WIFEXITED(status)		(((status) & ~0xff) == 0)
#define __WIFSIGNALED(status)	(((status) & 0xff00) != 0)
#define __WIFSTOPPED(status)	(((status) & 0xff0000) != 0)
#define __WIFCONTINUED(status)	(((status) & 0x20000) != 0)
#define __WCOREDUMP(status)		(((status) & 0x10000) != 0)
