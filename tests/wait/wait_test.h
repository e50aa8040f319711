/* What the tests of waiting share. */
#ifndef _WAIT_TEST_H
#define _WAIT_TEST_H

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/kernel_signals.h"
#include "decode_status.h"
#include "host_wait.h"

#define EXPECT_ERROR(call, error) \
	do { \
		errno = 0; \
		EXPECT_EQ(call, -1); \
		EXPECT_EQ(errno, error); \
	} while (false)

constexpr int ALL_CHANGES = WEXITED | WSTOPPED | WCONTINUED;

/* Stands for the kernel's: the same word as the host's own waitpid() gives. */
inline int
kernel_status(pid_t child, int hostOptions)
{
	int status = -1;
	return syscall(SYS_wait4, child, &status, hostOptions, nullptr) == child
		? status : -1;
}

constexpr int HOST_WUNTRACED = 2;
constexpr int HOST_WCONTINUED = 8;

inline pid_t
start_sleeper()
{
	return start_child([] {
		for (;;)
			pause();
		return 0;
	});
}

inline void
end_child(pid_t child)
{
	syscall(SYS_kill, child, host_number(SIGKILL));
	kernel_status_of(child);
}

/* The word as the macros of <sys/wait.h> read it, in the form in which the
 * host library tells its own. */
inline host_decoding
decode(int status)
{
	return decode_status(status);
}

/* The same state, but for the numbers of signals. */
inline void
expect_same(int status, int hostStatus)
{
	const host_decoding ours = decode(status);
	const host_decoding host = host_decode(hostStatus);
	EXPECT_EQ(ours.exited, host.exited);
	EXPECT_EQ(ours.exit_code, host.exit_code);
	EXPECT_EQ(ours.signaled, host.signaled);
	EXPECT_EQ(host_number(ours.terminating), host.terminating);
	EXPECT_EQ(ours.dumped, host.dumped);
	EXPECT_EQ(ours.stopped, host.stopped);
	EXPECT_EQ(host_number(ours.stopping), host.stopping);
	EXPECT_EQ(ours.continued, host.continued);
}

inline bool
is_zero(const siginfo_t& info)
{
	const siginfo_t zero = {};
	return memcmp(&info, &zero, sizeof(info)) == 0;
}

#endif	/* _WAIT_TEST_H */
