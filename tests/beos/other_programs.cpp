/* Programs that start others: BeOS's programs, host programs and new ones,
 * whichever way. A plain exec of a BeOS program would crash it. */
#include <spawn.h>
#include <sys/wait.h>

#include "beos_test.h"

static std::string
greeting(const std::string& program, const std::string& way)
{
	return "hello, constructed 1, main thread known\n0: " + program
		+ "\n1: started\n2: " + way + "\nenvironment: same good morning\n"
		"destroyed\n";
}

class StartedByBeOS : public testing::TestWithParam<const char*> {
};

TEST_P(StartedByBeOS, ProgramOfBeOS)
{
	setenv("GREETING", "good morning", 1);
	const std::string program = beos_program("hello");
	const outcome seen = run_beos("starts_others", { GetParam(), program });
	EXPECT_EQ(seen.output, greeting(program, GetParam()) + "status 3\n");
	EXPECT_EQ(seen.errors, "");
	EXPECT_EQ(seen.exit_code(), 0);
}

TEST_P(StartedByBeOS, HostProgram)
{
	const outcome seen = run_beos("starts_others", { GetParam(), "/bin/echo" });
	EXPECT_EQ(seen.output, std::string("started ") + GetParam()
		+ "\nstatus 0\n");
	EXPECT_EQ(seen.errors, "");
}

INSTANTIATE_TEST_SUITE_P(Ways, StartedByBeOS, testing::Values("execv", "execve",
	"execvp", "execl", "execlp", "system", "popen", "load_image",
	"shell in exec"));

/* This program is a new one, of either architecture. */
TEST(StartedByNew, Exec)
{
	setenv("GREETING", "good morning", 1);
	const std::string program = beos_program("hello");
	const outcome seen = run_command({ program, "started", "directly" });
	EXPECT_EQ(seen.output, greeting(program, "directly"));
	EXPECT_EQ(seen.exit_code(), 3);
}

TEST(StartedByNew, OtherNameAsFirstArgument)
{
	const std::string program = beos_program("hello");
	int ends[2];
	ASSERT_EQ(pipe(ends), 0);
	const pid_t child = start_child([&] {
		dup2(ends[1], 1);
		execl(program.c_str(), "other name", nullptr);
		return 255;
	});
	close(ends[1]);
	FILE* stream = fdopen(ends[0], "r");
	char line[200] = "";
	ASSERT_NE(fgets(line, sizeof(line), stream), nullptr);
	ASSERT_NE(fgets(line, sizeof(line), stream), nullptr);
	EXPECT_STREQ(line, "0: other name\n");
	fclose(stream);
	kernel_status_of(child);
}

TEST(StartedByNew, Spawn)
{
	const std::string program = beos_program("hello");
	char name[] = "hello";
	char* arguments[] = { name, nullptr };
	pid_t child;
	ASSERT_EQ(posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments,
		environ), 0);
	EXPECT_EQ(kernel_status_of(child), 1 << 8);
}

TEST(StartedByNew, SearchedFor)
{
	const std::string folder = beos_program("");
	setenv("PATH", (folder.substr(0, folder.rfind('/')) + ":"
		+ getenv("PATH")).c_str(), 1);
	char name[] = "hello.beos";
	char* arguments[] = { name, nullptr };
	pid_t child;
	ASSERT_EQ(posix_spawnp(&child, name, nullptr, nullptr, arguments, environ),
		0);
	EXPECT_EQ(kernel_status_of(child), 1 << 8);
	EXPECT_EQ(kernel_status_of_child([&] {
		execvp(name, arguments);
		return 255;
	}), 1 << 8);
}

TEST(StartedByHost, WithLibrootPreloaded)
{
	setenv("GREETING", "good morning", 1);
	const std::string program = beos_program("hello");
	const outcome seen = run_command({ "/usr/bin/env",
		"LD_PRELOAD=" + staged_path("lib/libroot.so"),
		"/bin/sh", "-c", program + " started 'by a shell'; echo status $?" });
	EXPECT_EQ(seen.output, greeting(program, "by a shell") + "status 3\n");
	EXPECT_EQ(seen.errors, "");
}
