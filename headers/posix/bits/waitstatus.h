/* The wait status word of the current ABI (Haiku <sys/wait.h>): exit code in
 * bits 0..7, terminating signal in 8..15, core dumped 0x10000, stopping signal
 * in 16..23, continued 0x20000. Replaces the host's header of the same name.
 *
 * Stopping signals are 10 and above, so a word of 0x30000 or more, its exit
 * code aside, is a stop and nothing else; unlike Haiku's own macros these tell
 * a stop from a core dump and from "continued". */
#if !defined(_SYS_WAIT_H) && !defined(_STDLIB_H)
#	error "include <sys/wait.h>, not <bits/waitstatus.h>"
#endif

#define __WEXITSTATUS(status)	((status) & 0xff)
#define __WTERMSIG(status)		(((status) >> 8) & 0xff)
#define __WSTOPSIG(status)		(((status) >> 16) & 0xff)
#define __WIFEXITED(status)		(((status) & ~0xff) == 0)
#define __WIFSIGNALED(status)	(((status) & 0xff00) != 0)
#define __WIFSTOPPED(status)	(((status) & 0xffff00) >= 0x30000)
#define __WIFCONTINUED(status)	(((status) & 0xffff00) == __W_CONTINUED)
#define __WCOREDUMP(status)		(((status) & 0x1ff00) > __WCOREFLAG)

#define __W_EXITCODE(code, signal)	((code) | (signal) << 8)
#define __W_STOPCODE(signal)		((signal) << 16)
#define __W_CONTINUED	0x20000
#define __WCOREFLAG		0x10000
