/* <sys/wait.h> of the 32-bit-set ABI. */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H	1

#include <features.h>
#include <bits/types.h>
#include <bits/waitflags.h>
#include <bits/waitstatus.h>

#define WEXITSTATUS(status)		__WEXITSTATUS (status)
#define WTERMSIG(status)		__WTERMSIG (status)
#define WSTOPSIG(status)		__WSTOPSIG (status)
#define WIFEXITED(status)		__WIFEXITED (status)
#define WIFSIGNALED(status)		__WIFSIGNALED (status)
#define WIFSTOPPED(status)		__WIFSTOPPED (status)
#define WIFCONTINUED(status)	__WIFCONTINUED (status)
#define WIFCORED(status)		__WCOREDUMP (status)

__BEGIN_DECLS

extern __pid_t wait(int *__status);
extern __pid_t waitpid(__pid_t __child, int *__status, int __options);

__END_DECLS

#endif	/* _SYS_WAIT_H */
