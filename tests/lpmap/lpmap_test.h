/* Running libroot-lpmap and processes for it to look at. */
#ifndef _LPMAP_TEST_H
#define _LPMAP_TEST_H

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/lpmap.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <unistd.h>

#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/kernel_signals.h"
#include "../common/text.h"

struct tool_result {
	int			status;		// the kernel's: exit code << 8
	std::string	text;		// both outputs

	std::vector<std::string>
	lines() const
	{
		std::vector<std::string> result;
		std::istringstream stream(text);
		for (std::string line; std::getline(stream, line);)
			result.push_back(line);
		return result;
	}
};

inline const char HEAD[] = " THREAD DEPTH ARRIVED TITLE";

inline std::string
tool_path()
{
	return TEST_OUTPUT_DIR "/../../../bin/libroot-lpmap";
}

/* user: 0 for the caller's own. */
inline tool_result
run_tool(const std::vector<std::string>& arguments, uid_t user = 0)
{
	int ends[2], go[2];
	EXPECT_EQ(pipe(ends), 0);
	EXPECT_EQ(pipe(go), 0);
	std::string path = tool_path();
	std::vector<char*> argv = { path.data() };
	for (const std::string& argument : arguments)
		argv.push_back((char*)argument.c_str());
	argv.push_back(nullptr);
	const pid_t child = fork();
	if (child == 0) {
		/* The tool could look while its parent is in the section of fork(). */
		char end;
		close(go[1]);
		if (read(go[0], &end, 1) != 0)
			_exit(125);
		close(go[0]);
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		if (user != 0 && setresuid(user, user, user) != 0)
			_exit(126);
		execv(argv[0], argv.data());
		_exit(127);
	}
	close(go[0]);
	close(go[1]);
	close(ends[1]);
	tool_result result;
	result.text = read_to_end(ends[0]);
	close(ends[0]);
	result.status = kernel_status_of(child);
	return result;
}

inline tool_result
look_at(pid_t process)
{
	return run_tool({ std::to_string(process) });
}

/* As the tool writes it. */
inline std::string
row(pid_t thread, unsigned depth, bool arrived, const std::string& title)
{
	char text[40];
	snprintf(text, sizeof(text), "%7d %5u %-7s ", thread, depth,
		arrived ? "yes" : "no");
	return text + title;
}

/* One thread tells another that it is ready, and waits to be let go. */
class meeting {
public:
	meeting()
	{
		EXPECT_EQ(pipe(fArrived), 0);
		EXPECT_EQ(pipe(fLeave), 0);
	}

	~meeting()
	{
		for (int file : { fArrived[0], fArrived[1], fLeave[0], fLeave[1] })
			close(file);
	}

	void
	arrive_and_wait()
	{
		char byte = 0;
		EXPECT_EQ(write(fArrived[1], &byte, 1), 1);
		wait_on(fLeave[0]);
	}

	void
	await()
	{
		wait_on(fArrived[0]);
	}

	void
	let_go()
	{
		char byte = 0;
		EXPECT_EQ(write(fLeave[1], &byte, 1), 1);
	}

private:
	static void
	wait_on(int file)
	{
		char byte;
		while (read(file, &byte, 1) == -1 && errno == EINTR)
			continue;
	}

	int	fArrived[2];
	int	fLeave[2];
};

/* Does something, waits until it has been looked at, and undoes it. */
class parked_thread {
public:
	explicit
	parked_thread(std::function<void()> begin,
			std::function<void()> end = [] {},
			const pthread_attr_t* attributes = nullptr)
		:
		fBegin(begin),
		fEnd(end)
	{
		EXPECT_EQ(pthread_create(&fThread, attributes, run, this), 0);
		fMeeting.await();
	}

	~parked_thread()
	{
		fMeeting.let_go();
		EXPECT_EQ(pthread_join(fThread, nullptr), 0);
	}

	parked_thread(const parked_thread&) = delete;

	pid_t
	id() const
	{
		return fId;
	}

private:
	static void*
	run(void* self)
	{
		parked_thread* that = (parked_thread*)self;
		that->fId = gettid();
		that->fBegin();
		that->fMeeting.arrive_and_wait();
		that->fEnd();
		return nullptr;
	}

	std::function<void()>	fBegin;
	std::function<void()>	fEnd;
	meeting					fMeeting;
	pthread_t				fThread;
	pid_t					fId = 0;
};

/* Containers may forbid ptrace(2) altogether. */
class LpmapTool : public testing::Test {
protected:
	void
	SetUp() override
	{
		/* Where only ancestors may trace. */
		prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
		const pid_t child = start_child([] { pause(); return 0; });
		const long error
			= ptrace(PTRACE_SEIZE, child, nullptr, nullptr) == 0 ? 0 : errno;
		syscall(SYS_kill, child, 9);
		kernel_status_of(child);
		if (error != 0)
			GTEST_SKIP() << "processes cannot be traced here: " << strerror(error);
	}
};

#endif	/* _LPMAP_TEST_H */
