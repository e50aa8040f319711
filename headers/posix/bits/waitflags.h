/* Flags of waitpid() and waitid() in the current ABI (Haiku <sys/wait.h>).
 * Replaces the host's header of the same name, which <sys/wait.h> and
 * <stdlib.h> include. */
#if !defined(_SYS_WAIT_H) && !defined(_STDLIB_H)
#	error "include <sys/wait.h>, not <bits/waitflags.h>"
#endif

#define WNOHANG			0x01	/* do not wait */
#define WUNTRACED		0x02	/* waitpid(): report stopped children */

#if defined(__USE_XOPEN_EXTENDED) || defined(__USE_XOPEN2K8)
#	define WCONTINUED	0x04	/* report continued children */
#	define WEXITED		0x08	/* waitid(): report ended children */
#	define WSTOPPED		0x10	/* waitid(): report stopped children */
#	define WNOWAIT		0x20	/* leave the child waitable */
#endif
