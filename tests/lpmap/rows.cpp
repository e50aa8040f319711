// What libroot-lpmap shows of a process, and that it leaves it as it was.
#include "lpmap_test.h"

#include <dlfcn.h>
#include <poll.h>

using strings = std::vector<std::string>;

static volatile sig_atomic_t handled;

static void
count_handled(int signal)
{
	struct sigaction action = {};
	action.sa_handler = [](int) { handled = handled + 1; };
	handled = 0;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
}

static void
set_title(const char* title)
{
	snprintf(__libroot_lpmap.thread_title, LPMAP_MAXTHREADTITLE, "%s", title);
}

// Of the libroot.so that this program runs on.
static std::string
library_path()
{
	Dl_info info;
	return dladdr((void*)dlsym(RTLD_DEFAULT, "sigblockall"), &info) != 0
		? info.dli_fname : "";
}


TEST_F(LpmapTool, ShowsDepthArrivalAndTitleOfEachThread)
{
	count_handled(SIGUSR1);
	in_child([] {
		pthread_setname_np(pthread_self(), "kernel's name");
		parked_thread second([] {
			sigblockall();
			sigblockall();
			set_title("two deep");
		}, [] {
			sigunblockall();
			sigunblockall();
		});
		parked_thread third([] {
			sigblockall();
			raise(SIGUSR1);
			set_title("something has arrived");
		}, [] {
			EXPECT_EQ(handled, 0);
			sigunblockall();
			EXPECT_EQ(handled, 1);
		});
		const tool_result result = look_at(getpid());
		EXPECT_EQ(result.status, 0);
		EXPECT_EQ(result.lines(), (strings{ HEAD,
			row(getpid(), 0, false, "kernel's name"),
			row(second.id(), 2, false, "two deep"),
			row(third.id(), 1, true, "something has arrived") }));
	});
}

TEST_F(LpmapTool, FindsTheProcessByEachOfItsThreads)
{
	in_child([] {
		parked_thread second([] { set_title("second"); });
		const tool_result result = look_at(second.id());
		EXPECT_EQ(result.status, 0);
		EXPECT_EQ(result.text, look_at(getpid()).text);
	});
}

// Terminals act upon some bytes; a title of the full length has no zero byte.
TEST_F(LpmapTool, EscapesWhatIsNotPrintable)
{
	in_child([] {
		memset(__libroot_lpmap.thread_title, '\33', LPMAP_MAXTHREADTITLE);
		memcpy(__libroot_lpmap.thread_title, "a\nb\\\x80\xff~", 7);
		std::string shown = "a\\012b\\134\\200\\377~";
		for (int i = 7; i < LPMAP_MAXTHREADTITLE; i++)
			shown += "\\033";
		EXPECT_EQ(look_at(getpid()).lines(),
			(strings{ HEAD, row(getpid(), 0, false, shown) }));
	});
}

TEST_F(LpmapTool, LeavesAStoppedProcessStopped)
{
	const pid_t child = start_child([] {
		set_title("stopped");
		raise(SIGSTOP);
		return 7;
	});
	// Stopped by SIGSTOP (the kernel's 19), as the parent sees it.
	int status;
	ASSERT_EQ(syscall(SYS_wait4, child, &status, 2 /* WUNTRACED */, nullptr),
		child);
	ASSERT_EQ(status, 19 << 8 | 0x7f);
	for (int i = 0; i < 3; i++) {
		const tool_result result = look_at(child);
		EXPECT_EQ(result.status, 0);
		EXPECT_EQ(result.lines(),
			(strings{ HEAD, row(child, 0, false, "stopped") }));
		// Letting go takes a moment.
		while (thread_state_in_proc(child, child) != 'T')
			sched_yield();
	}
	ASSERT_EQ(syscall(SYS_kill, child, 18 /* SIGCONT */), 0);
	EXPECT_EQ(kernel_status_of(child), 7 << 8);
}

// Signals that are just being delivered when the thread is stopped included.
TEST_F(LpmapTool, LosesNoSignals)
{
	static constexpr int COUNT = 20000;
	static constexpr int LOOKS = 25;
	const int signal = SIGRTMIN;
	count_handled(signal);
	in_child([=] {
		meeting ready;
		const pid_t target = start_child([&] {
			ready.arrive_and_wait();
			for (int i = 0; i < COUNT; i++)
				raise(signal);
			return handled == COUNT ? 0 : 1;
		});
		ready.await();
		ready.let_go();
		int complete = 0;
		for (int i = 0; i < LOOKS; i++)
			complete += look_at(target).status == 0;
		EXPECT_GT(complete, 0);
		EXPECT_EQ(kernel_status_of(target), 0);
	});
}

TEST_F(LpmapTool, InterruptsNoSystemCall)
{
	int ends[2];
	ASSERT_EQ(pipe(ends), 0);
	for (const bool polls : { false, true }) {
		const pid_t child = start_child([&] {
			if (polls) {
				struct pollfd file = { ends[0], POLLIN, 0 };
				return poll(&file, 1, -1) == 1 ? 0 : errno;
			}
			char byte;
			return read(ends[0], &byte, 1) == 1 ? 0 : errno;
		});
		for (int i = 0; i < 3; i++) {
			while (thread_state_in_proc(child, child) != 'S')
				sched_yield();
			EXPECT_EQ(look_at(child).status, 0);
		}
		char byte = 0;
		EXPECT_EQ(write(ends[1], &byte, 1), 1);
		EXPECT_EQ(kernel_status_of(child), 0);
	}
	close(ends[0]);
	close(ends[1]);
}

TEST_F(LpmapTool, LeavesNobodyTraced)
{
	in_child([] {
		parked_thread second([] {});
		EXPECT_EQ(look_at(getpid()).status, 0);
		for (pid_t thread : { getpid(), second.id() }) {
			char path[64];
			snprintf(path, sizeof(path), "/proc/self/task/%d/status", thread);
			FILE* file = fopen(path, "r");
			ASSERT_NE(file, nullptr);
			int tracer = -1;
			char line[256];
			while (fgets(line, sizeof(line), file) != nullptr)
				sscanf(line, "TracerPid: %d", &tracer);
			fclose(file);
			EXPECT_EQ(tracer, 0);
		}
	});
}

// A program of this suite, which says a byte when it is ready and ends with its
// standard input.
class helper_program {
public:
	// variable: of the environment, with its value.
	helper_program(const char* name, const char* variable, std::string value)
	{
		int to[2];
		int from[2];
		EXPECT_EQ(pipe(to), 0);
		EXPECT_EQ(pipe(from), 0);
		fProcess = fork();
		if (fProcess == 0) {
			dup2(to[0], STDIN_FILENO);
			dup2(from[1], STDOUT_FILENO);
			for (int file : { to[0], to[1], from[0], from[1] })
				close(file);
			setenv(variable, value.c_str(), 1);
			execl((std::string(TEST_OUTPUT_DIR "/") + name).c_str(), name,
				nullptr);
			_exit(127);
		}
		close(to[0]);
		close(from[1]);
		char byte;
		EXPECT_EQ(read(from[0], &byte, 1), 1);
		close(from[0]);
		fInput = to[1];
	}

	~helper_program()
	{
		close(fInput);
		EXPECT_EQ(kernel_status_of(fProcess), 0);
	}

	pid_t
	process() const
	{
		return fProcess;
	}

private:
	pid_t	fProcess;
	int		fInput;
};

// Of section_after_main.
static void
expect_left_thread(pid_t process, const tool_result& result)
{
	EXPECT_EQ(result.status, 0);
	const strings lines = result.lines();
	ASSERT_EQ(lines.size(), 2u) << result.text;
	const pid_t thread = atoi(lines[1].c_str());
	EXPECT_NE(thread, process);
	EXPECT_EQ(lines[1], row(thread, 1, false, "the one that is left"));
}

TEST_F(LpmapTool, ShowsAHostProgramWithLibrootPreloaded)
{
	const helper_program program("waits_for_input.host", "LD_PRELOAD",
		library_path());
	const tool_result result = look_at(program.process());
	EXPECT_EQ(result.status, 0);
	EXPECT_EQ(result.lines(), (strings{ HEAD,
		row(program.process(), 0, false, "waits_for_input") }));
}

// The main thread's memory cannot be read any more, nor its files in /proc.
TEST_F(LpmapTool, ShowsWhatIsLeftWhenTheMainThreadHasEnded)
{
	const helper_program program("section_after_main", "UNUSED", "");
	expect_left_thread(program.process(), look_at(program.process()));
}

// As after an update of the library.
TEST_F(LpmapTool, OnlyRootSeesALibraryThatIsGone)
{
	char folder[] = "/tmp/libroot-lpmap-XXXXXX";
	ASSERT_NE(mkdtemp(folder), nullptr);
	const std::string copy = std::string(folder) + "/libroot.so";
	const std::string library = library_path();
	ASSERT_NE(library, "");
	const pid_t copier = fork();
	if (copier == 0) {
		execlp("cp", "cp", library.c_str(), copy.c_str(), nullptr);
		_exit(127);
	}
	ASSERT_EQ(kernel_status_of(copier), 0);
	{
		const helper_program program("section_after_main", "LD_LIBRARY_PATH",
			folder);
		EXPECT_EQ(unlink(copy.c_str()), 0);
		const tool_result result = look_at(program.process());
		if (result.status == 0 && geteuid() == 0) {
			expect_left_thread(program.process(), result);
		} else {
			// Even root may not, in some containers.
			EXPECT_EQ(result.text, "libroot-lpmap: " + copy + " of process "
				+ std::to_string(program.process()) + " has been replaced since it"
				" was loaded; start the process again, or run this as root\n");
		}
	}
	rmdir(folder);
}
