/* Programs and libraries that are loaded at run time. */
#include <fstream>

#include "legacy_test.h"

static std::string
path_of(const char* name)
{
	std::string path = TEST_OUTPUT_DIR "/";
	return path += name;
}

/* The kernel's status word of a program of this suite. */
static int
run(const char* name, const std::string& argument = "")
{
	const std::string program = path_of(name);
	return kernel_status_of_child([&] {
		execl(program.c_str(), program.c_str(),
			argument.empty() ? nullptr : argument.c_str(), nullptr);
		return 255;
	});
}

TEST(Programs, Legacy)
{
	EXPECT_EQ(run("plain.legacy"), 0);
}

TEST(Programs, CurrentOneLoadsALegacyLibrary)
{
	EXPECT_EQ(run("loads_legacy", path_of("liblegacy-legacy.so")), 0);
}

static const char CURRENT_LIBRARY[] = R"(
#include <signal.h>
#include <string.h>

static int seen;

static void
keep(int signal, siginfo_t *info, void *context)
{
	seen = context != 0 && info->si_signo == signal ? signal : -1;
}

int
check_library(void)
{
	struct sigaction action;
	sigset_t set[2] = { 0, 0x5a5a5a5a };
	memset(&action, 0, sizeof(action));
	action.sa_sigaction = keep;
	action.sa_flags = SA_SIGINFO;
	if (sigfillset(&set[0]) != 0 || sizeof(set[0]) != 8 || ~set[0] != 0
		|| set[1] != 0x5a5a5a5a)
		return 1;
	if (sigaction(SIGBUS, &action, 0) != 0 || raise(SIGBUS) != 0
		|| seen != SIGBUS)
		return 2;
	action.sa_handler = SIG_DFL;
	return sigaction(SIGBUS, &action, 0) != 0 ? 3 : 0;
}
)";

TEST(Programs, LegacyOneLoadsACurrentLibrary)
{
	const char* out = getenv("OUT");
	if (out == nullptr)
		GTEST_SKIP() << "build/run-tests sets OUT, where libroot-cc is";
	const std::string source = path_of("current_library.c");
	const std::string library = path_of("libcurrent_library.so");
	std::ofstream(source) << CURRENT_LIBRARY;
	const std::string command = std::string(out) + "/bin/libroot-cc "
		+ (sizeof(void*) == 4 ? "-m32" : "-m64") + " -shared -fPIC -o " + library
		+ " " + source;
	ASSERT_EQ(system(command.c_str()), 0) << command;
	EXPECT_EQ(run("plain.legacy", library), 0);
}
