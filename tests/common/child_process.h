/* Child processes for tests: what a test does to its dispositions, masks and
 * limits stays in the child. Waits with the kernel's own call and tells the
 * kernel's own status word, so that nothing here depends on what is tested. */
#ifndef _TESTS_CHILD_PROCESS_H
#define _TESTS_CHILD_PROCESS_H

#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <gtest/gtest.h>

/* A child that hangs is ended by SIGALRM; only the time limit of a failure. */
constexpr unsigned CHILD_SECONDS = 60;

/* Starts a child that ends with _exit(code()). */
template<typename Code>
pid_t
start_child(Code code)
{
	fflush(nullptr);
	const pid_t child = fork();
	if (child == 0) {
		alarm(CHILD_SECONDS);
		const int result = code();
		fflush(nullptr);
		_exit(result);
	}
	return child;
}

/* The status word as Linux makes it: exit code << 8 | signal, 0x80 for a core. */
inline int
kernel_status_of(pid_t child)
{
	int status = -1;
	long result;
	do {
		result = syscall(SYS_wait4, child, &status, 0, nullptr);
	} while (result == -1 && errno == EINTR);
	return result == child ? status : -1;
}

template<typename Code>
int
kernel_status_of_child(Code code)
{
	return kernel_status_of(start_child(code));
}

/* Runs the checks in a child; their failures are the test's. */
template<typename Checks>
void
in_child(Checks checks)
{
	EXPECT_EQ(kernel_status_of_child([&] {
		checks();
		return testing::Test::HasFailure() ? 1 : 0;
	}), 0) << "see what the child said";
}

inline void
forbid_core_file()
{
	const struct rlimit none = { 0, 0 };
	setrlimit(RLIMIT_CORE, &none);
}

#endif	/* _TESTS_CHILD_PROCESS_H */
