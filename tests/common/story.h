/* What a child process tells while it runs, line by line, and how it ended: two
 * runs of one scenario can be compared, whatever ends them. */
#ifndef _TESTS_STORY_H
#define _TESTS_STORY_H

#include <fcntl.h>
#include <string.h>
#include <string>
#include <sys/mman.h>

#include "child_process.h"
#include "formatted_line.h"
#include "kernel_signals.h"

/* A file in memory: what was written stays when the writer is killed. */
inline int story_file = -1;

inline void
tell_bytes(const char* text, size_t length)
{
	while (length > 0) {
		const long written = syscall(SYS_write, story_file, text, length);
		if (written > 0) {
			text += written;
			length -= written;
		} else if (errno != EINTR)
			break;
	}
}

/* One line; also in handlers. */
__attribute__((format(printf, 1, 2))) inline void
tell(const char* format, ...)
{
	const int error = errno;
	char line[512];
	va_list arguments;
	va_start(arguments, format);
	const int length = format_line(line, format, arguments);
	va_end(arguments);
	tell_bytes(line, length);
	errno = error;
}

inline std::string
story_so_far()
{
	std::string text;
	char buffer[4096];
	off_t position = 0;
	long count;
	while ((count = pread(story_file, buffer, sizeof(buffer), position)) > 0) {
		text.append(buffer, count);
		position += count;
	}
	return text;
}

/* Each change of the child's state, in the words of waitid() with the kernel's
 * own layout, and then the status word; a child that has stopped is continued.
 * Asked with raw system calls and Linux's numbers (linux/wait.h,
 * asm-generic/siginfo.h). */
inline void
tell_end_of(pid_t child)
{
	constexpr int P_PID_ON_HOST = 1;
	constexpr int EXITED_OR_STOPPED_NOWAIT = 0x01000006;
	constexpr int STOPPED_ON_HOST = 2;
	constexpr int CLD_STOPPED_ON_HOST = 5;
	constexpr int FIELDS = sizeof(long) == 8 ? 4 : 3;
	for (;;) {
		int info[32] = {};
		long result;
		do {
			result = syscall(SYS_waitid, P_PID_ON_HOST, child, info,
				EXITED_OR_STOPPED_NOWAIT, nullptr);
		} while (result == -1 && errno == EINTR);
		tell("waitid: signal %d, code %d, child %d, status %d", info[0],
			info[2], info[FIELDS] == child, info[FIELDS + 2]);
		int status = -1;
		while (syscall(SYS_wait4, child, &status, STOPPED_ON_HOST, nullptr)
			== -1 && errno == EINTR) {
		}
		tell("status %#x", status);
		if (result != 0 || info[2] != CLD_STOPPED_ON_HOST)
			break;
		syscall(SYS_kill, child, host_number(SIGCONT));
	}
}

/* Runs scenario() in a child of its own process group, so that stop
 * signals stop it, and returns its story. parent(child) runs meanwhile. */
template<typename Scenario, typename Parent>
std::string
story_with_parent(Scenario scenario, Parent parent)
{
	const int outer = story_file;
	story_file = memfd_create("story", MFD_CLOEXEC);
	fcntl(story_file, F_SETFL, O_APPEND);
	const pid_t child = start_child([&] {
		setpgid(0, 0);
		scenario();
		return testing::Test::HasFailure() ? 1 : 0;
	});
	setpgid(child, child);
	parent(child);
	tell_end_of(child);
	const std::string story = story_so_far();
	close(story_file);
	story_file = outer;
	return story;
}

template<typename Scenario>
std::string
story_of(Scenario scenario)
{
	return story_with_parent(scenario, [](pid_t) {});
}

/* How a story ends if the child reached the end of its scenario. */
#define GOOD_END \
	"waitid: signal 17, code 1, child 1, status 0\nstatus 0\n"

#endif	/* _TESTS_STORY_H */
