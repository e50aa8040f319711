// What libroot-lpmap says when it cannot show everything: one line that says
// what, where, and what to do.
#include "lpmap_test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>

static const int FAILED = 1 << 8;
static const int USAGE = 2 << 8;

static void
expect_error(const tool_result& result, const std::string& text)
{
	EXPECT_EQ(result.status, FAILED);
	const std::string expected = "libroot-lpmap: " + text;
	EXPECT_EQ(result.text.substr(0, expected.size()), expected);
	EXPECT_EQ(result.lines().size(), 1u) << result.text;
}

static std::string
number(pid_t process)
{
	return std::to_string(process);
}

// A program of the host, ready when its arguments are there.
class sleeping_program {
public:
	sleeping_program()
	{
		int ends[2];
		EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
		fProcess = fork();
		if (fProcess == 0) {
			execl("/bin/sleep", "sleep", "60", nullptr);
			_exit(127);
		}
		close(ends[1]);
		char byte;
		EXPECT_EQ(read(ends[0], &byte, 1), 0) << "closed by execl()";
		close(ends[0]);
	}

	~sleeping_program()
	{
		syscall(SYS_kill, fProcess, 9);
		kernel_status_of(fProcess);
	}

	pid_t
	id() const
	{
		return fProcess;
	}

private:
	pid_t	fProcess;
};


TEST(LpmapUsage, WantsOneProcess)
{
	for (const std::vector<std::string>& arguments
		: std::vector<std::vector<std::string>>{ {}, { "x" }, { "0" },
			{ "-1" }, { "1", "2" }, { "99999999999" }, { "" },
			{ "--unknown" } }) {
		const tool_result result = run_tool(arguments);
		EXPECT_EQ(result.status, USAGE) << result.text;
		EXPECT_NE(result.text, "");
	}
}

TEST(LpmapUsage, HelpSaysWhatItIsFor)
{
	const tool_result result = run_tool({ "--help" });
	EXPECT_EQ(result.status, 0);
	EXPECT_NE(result.text.find("signal sections"), std::string::npos);
	EXPECT_NE(result.text.find("PID"), std::string::npos);
}

TEST_F(LpmapTool, SaysThatThereIsNoSuchProcess)
{
	const pid_t ended = start_child([] { return 0; });
	kernel_status_of(ended);
	expect_error(look_at(ended), "no process " + number(ended) + ";");
}

TEST_F(LpmapTool, SaysThatAZombieHasNoMemory)
{
	const pid_t zombie = start_child([] { return 0; });
	siginfo_t info;
	ASSERT_EQ(waitid(P_PID, zombie, &info, WEXITED | WNOWAIT), 0);
	expect_error(look_at(zombie), "process " + number(zombie)
		+ " has no memory: it has ended");
	kernel_status_of(zombie);
}

TEST_F(LpmapTool, SaysThatAProcessHasNoLibroot)
{
	const sleeping_program program;
	expect_error(look_at(program.id()), "process " + number(program.id())
		+ " has no libroot.so; link it with libroot-cc(1)");
}

TEST_F(LpmapTool, SaysThatAProcessBelongsToSomebodyElse)
{
	static const uid_t NOBODY = 65534;
	if (geteuid() == 0) {
		if (run_tool({ "--help" }, NOBODY).status != 0)
			GTEST_SKIP() << "nobody else may run the tool here";
		expect_error(run_tool({ number(getpid()) }, NOBODY),
			"process " + number(getpid())
			+ " may not be looked at by this user; become its user or root");
	} else {
		expect_error(look_at(1),
			"process 1 may not be looked at by this user; become its user or"
			" root");
	}
}

TEST_F(LpmapTool, SaysWhoTracesAThread)
{
	const pid_t child = start_child([] { pause(); return 0; });
	ASSERT_EQ(ptrace(PTRACE_SEIZE, child, nullptr, nullptr), 0);
	const tool_result result = look_at(child);
	EXPECT_EQ(result.status, FAILED);
	EXPECT_NE(result.text.find("libroot-lpmap: thread " + number(child)
		+ " of process " + number(child) + " is traced by process "
		+ number(getpid()) + "; end that debugger"), std::string::npos)
		<< result.text;
	syscall(SYS_kill, child, 9);
	kernel_status_of(child);
}

// The parent of vfork() waits for its child and for nothing else.
TEST_F(LpmapTool, SaysThatAThreadDoesNotStop)
{
	in_child([] {
		parked_thread second([] {
			strcpy(__libroot_lpmap.thread_title, "second");
		});
		const pid_t process = getpid();
		char argument[16];
		snprintf(argument, sizeof(argument), "%d", process);
		const std::string path = tool_path();
		const char* tool = path.c_str();
		int ends[2];
		ASSERT_EQ(pipe(ends), 0);
		// The tool itself runs while its parent waits.
		const pid_t child = vfork();
		if (child == 0) {
			const pid_t looker = fork();
			if (looker == 0) {
				dup2(ends[1], STDOUT_FILENO);
				dup2(ends[1], STDERR_FILENO);
				execl(tool, tool, argument, nullptr);
				_exit(127);
			}
			int status;
			syscall(SYS_wait4, looker, &status, 0, nullptr);
			_exit(status >> 8);
		}
		close(ends[1]);
		EXPECT_EQ(kernel_status_of(child), FAILED);
		tool_result result;
		result.text = read_to_end(ends[0]);
		close(ends[0]);
		EXPECT_NE(result.text.find("thread " + number(process) + " of process "
			+ number(process) + " waits in the kernel and does not stop"),
			std::string::npos) << result.text;
		EXPECT_NE(result.text.find(row(second.id(), 0, false, "second")),
			std::string::npos) << result.text;
		// It goes on all the same, and can be looked at again.
		EXPECT_EQ(look_at(process).status, 0);
	});
}

// The rest of the stack's mapping is closed, so the page ends with it.
TEST_F(LpmapTool, SaysThatAPageIsTruncated)
{
	static constexpr size_t STACK = 1024 * 1024;
	static constexpr size_t CLOSED = 128 * 1024;
	in_child([] {
		char* memory = (char*)mmap(nullptr, STACK + CLOSED, PROT_NONE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		ASSERT_NE((void*)memory, MAP_FAILED);
		ASSERT_EQ(mprotect(memory, STACK, PROT_READ | PROT_WRITE), 0);
		pthread_attr_t attributes;
		pthread_attr_init(&attributes);
		ASSERT_EQ(pthread_attr_setstack(&attributes, memory, STACK), 0);
		parked_thread thread([] {
			__libroot_lpmap.header[2] = { LPTYPE_THREAD_TITLE, 0xffff };
		}, [] {}, &attributes);
		const tool_result result = look_at(getpid());
		EXPECT_EQ(result.status, FAILED);
		EXPECT_NE(result.text.find("libroot-lpmap: thread " + number(thread.id())
			+ " of process " + number(getpid()) + ": its lpmap at 0x"),
			std::string::npos) << result.text;
		EXPECT_NE(result.text.find(" is truncated: type 0x611 at offset 65535 is"
			" outside of the memory of the process"), std::string::npos)
			<< result.text;
		// The others are shown all the same.
		EXPECT_NE(result.text.find(number(getpid()) + "     0 no"),
			std::string::npos) << result.text;
	});
}

TEST_F(LpmapTool, SaysWhatIsWrongWithAPage)
{
	struct damage {
		void		(*make)();
		const char*	text;
	};
	static const damage damages[] = {
		{ [] { __libroot_lpmap.header[1].type = 0x0110; },
			"has type 0x110 at offset 36 where type 0x210 is expected" },
		{ [] { __libroot_lpmap.header[1].type = 0x0299; },
			"has no counter (type 0x210): it is overwritten" },
		{ [] { __libroot_lpmap.header[0].type = 0; },
			"has no counter (type 0x210): it is overwritten" },
		{ [] { __libroot_lpmap.header[2].type = 0x0f11; },
			"has type 0xf11 at offset 44, which is too large" },
	};
	in_child([] {
		for (const damage& damage : damages) {
			parked_thread thread(damage.make);
			const tool_result result = look_at(getpid());
			EXPECT_EQ(result.status, FAILED);
			EXPECT_NE(result.text.find(damage.text), std::string::npos)
				<< result.text;
		}
	});
}

// Whatever is in the headers: the tool ends by itself, and says one line about
// each thread. The counter and what follows the title stay, because the thread
// uses them.
TEST_F(LpmapTool, SurvivesAnyHeaders)
{
	static constexpr int ROUNDS = 150;
	in_child([] {
		unsigned state = 1;
		const auto random = [&] {
			state = state * 1103515245 + 12345;
			return state >> 16;
		};
		for (int round = 0; round < ROUNDS; round++) {
			parked_thread thread([&] {
				sys_lpmap& page = __libroot_lpmap;
				for (ukpheader_t& header : page.header) {
					// Mostly what is looked at, with any size anywhere.
					header.type = random() % 4 != 0
						? 0x10 + random() % 3 + ((random() % 16) << 8)
						: random();
					header.offset = random() % 2 ? random() % 128 : random();
				}
				page.version = random();
				page.thread_id = random();
				for (char& byte : page.thread_title)
					byte = random();
			});
			const tool_result result = look_at(getpid());
			EXPECT_TRUE(result.status == 0 || result.status == FAILED)
				<< result.status << '\n' << result.text;
			EXPECT_EQ(result.lines().size(), 3u) << result.text;
		}
	});
}
