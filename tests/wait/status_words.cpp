/* Status words of all ends, stops and continuations, through every function
 * that tells them; each child is first looked at with the host's own. */
#include "wait_test.h"

typedef pid_t (*wait_function)(pid_t, int*, int);

struct named_wait {
	const char*		name;
	wait_function	wait;
};

static const named_wait WAITS[] = {
	{ "waitpid", waitpid },
	{ "wait4", [](pid_t child, int* status, int options) {
		struct rusage usage;
		return wait4(child, status, options, &usage); } },
	{ "wait4_without_usage", [](pid_t child, int* status, int options) {
		return wait4(child, status, options, nullptr); } },
	{ "wait3", [](pid_t, int* status, int options) {
		struct rusage usage;
		return wait3(status, options, &usage); } },
	{ "wait", [](pid_t, int* status, int) { return wait(status); } },
};

class StatusWords : public testing::TestWithParam<named_wait> {
};

static int
host_word(const host_info& info)
{
	/* The host's own encoding (wait(2), bits/waitstatus.h). */
	if (info.code == host_code_value(HOST_EXITED))
		return (info.status & 0xff) << 8;
	if (info.code == host_code_value(HOST_KILLED))
		return info.status;
	if (info.code == host_code_value(HOST_DUMPED))
		return info.status | 0x80;
	if (info.code == host_code_value(HOST_STOPPED))
		return info.status << 8 | 0x7f;
	return 0xffff;
}

/* Waits for the child's next change of state. */
static int
expect_same_as_host(const named_wait& function, pid_t child, int options)
{
	host_info info;
	EXPECT_EQ(host_look(child, &info), 0);
	EXPECT_EQ(info.pid, child);
	int status = -1;
	EXPECT_EQ(function.wait(child, &status, options), child);
	expect_same(status, host_word(info));
	return status;
}

TEST_P(StatusWords, ExitCodes)
{
	in_child([] {
		for (int code = 0; code <= 255; code++) {
			const pid_t child = start_child([code] { return code; });
			EXPECT_EQ(expect_same_as_host(GetParam(), child, 0), code);
		}
		const pid_t child = start_child([] { return 0x12345; });
		EXPECT_EQ(expect_same_as_host(GetParam(), child, 0), 0x45);
	});
}

static bool
is_fatal(int signal)
{
	switch (signal) {
		case SIGCHLD:
		case SIGCONT:
		case SIGURG:
		case SIGWINCH:
		case SIGSTOP:
		case SIGTSTP:
		case SIGTTIN:
		case SIGTTOU:
			return false;
		default:
			return host_number(signal) != 0;
	}
}

TEST_P(StatusWords, EachFatalSignal)
{
	in_child([] {
		forbid_core_file();
		int count = 0;
		for (int signal = 1; signal <= LAST_REALTIME; signal++) {
			if (!is_fatal(signal))
				continue;
			SCOPED_TRACE(signal);
			count++;
			const pid_t child = start_child([signal] {
				return kill(getpid(), signal); });
			EXPECT_EQ(expect_same_as_host(GetParam(), child, 0), signal << 8);
		}
		EXPECT_EQ(count, 29);
	});
}

/* Signals without a number of ours: the macros still agree with the host, and
 * the number is none that a program could take for another signal. */
TEST_P(StatusWords, SignalsOnlyTheHostHas)
{
	in_child([] {
		for (int host = 1; host <= 64; host++) {
			if (set_from_kernel(bit(host)) != 0)
				continue;
			SCOPED_TRACE(host);
			const pid_t child = start_child([host] {
				return (int)syscall(SYS_kill, getpid(), host); });
			host_info info;
			ASSERT_EQ(host_look(child, &info), 0);
			EXPECT_EQ(info.status, host);
			int status = -1;
			EXPECT_EQ(GetParam().wait(child, &status, 0), child);
			EXPECT_TRUE(WIFSIGNALED(status));
			EXPECT_FALSE(WIFEXITED(status));
			EXPECT_FALSE(WIFSTOPPED(status));
			EXPECT_FALSE(WIFCONTINUED(status));
			EXPECT_GT(WTERMSIG(status), 64);
			EXPECT_LE(WTERMSIG(status), 255);
			EXPECT_FALSE(WCOREDUMP(status));
		}
	});
}

TEST_P(StatusWords, CoreDumped)
{
	in_child([] {
		char folder[] = "/tmp/libroot-core-XXXXXX";
		ASSERT_NE(mkdtemp(folder), nullptr);
		for (const int signal : { SIGQUIT, SIGSEGV, SIGBUS, SIGABRT, SIGXFSZ }) {
			const pid_t child = start_child([&] {
				const struct rlimit unlimited = { RLIM_INFINITY, RLIM_INFINITY };
				if (chdir(folder) != 0 || setrlimit(RLIMIT_CORE, &unlimited) != 0)
					return 1;
				return kill(getpid(), signal);
			});
			host_info info;
			ASSERT_EQ(host_look(child, &info), 0);
			int status = -1;
			EXPECT_EQ(GetParam().wait(child, &status, 0), child);
			expect_same(status, host_word(info));
			if (info.code == host_code_value(HOST_DUMPED)) {
				EXPECT_EQ(status, signal << 8 | 0x10000);
				EXPECT_FALSE(WIFSTOPPED(status));
				EXPECT_FALSE(WIFCONTINUED(status));
			}
		}
		std::string command = std::string("rm -r ") + folder;
		EXPECT_EQ(system(command.c_str()), 0);
	});
}

INSTANTIATE_TEST_SUITE_P(Wait, StatusWords, testing::ValuesIn(WAITS),
	[](const auto& test) { return test.param.name; });

/* wait() takes no options. */
class Stops : public testing::TestWithParam<named_wait> {
};

TEST_P(Stops, EachStoppingSignalAndContinuation)
{
	in_child([] {
		for (const int signal : { SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU }) {
			SCOPED_TRACE(signal);
			/* In a group of its own whose leader's parent is in the same
			 * session: not orphaned, so that all four stop it. */
			const pid_t child = start_child([] {
				setpgid(0, 0);
				for (;;)
					pause();
				return 0;
			});
			setpgid(child, child);
			kill(child, signal);
			EXPECT_EQ(expect_same_as_host(GetParam(), child, WUNTRACED),
				signal << 16);
			kill(child, SIGCONT);
			EXPECT_EQ(expect_same_as_host(GetParam(), child, WCONTINUED), 0x20000);
			kill(child, SIGKILL);
			EXPECT_EQ(expect_same_as_host(GetParam(), child,
				WUNTRACED | WCONTINUED), SIGKILL << 8);
		}
	});
}

TEST_P(Stops, AreNotToldUnaskedFor)
{
	in_child([] {
		const pid_t child = start_sleeper();
		kill(child, SIGSTOP);
		host_info info;
		ASSERT_EQ(host_look(child, &info), 0);
		int status = -7;
		EXPECT_EQ(GetParam().wait(child, &status, WNOHANG), 0);
		EXPECT_EQ(GetParam().wait(child, &status, WNOHANG | WCONTINUED), 0);
		EXPECT_EQ(status, -7);
		EXPECT_EQ(GetParam().wait(child, &status, WNOHANG | WUNTRACED), child);
		EXPECT_EQ(GetParam().wait(child, &status, WNOHANG | WUNTRACED), 0);
		kill(child, SIGCONT);
		ASSERT_EQ(host_look(child, &info), 0);
		EXPECT_EQ(GetParam().wait(child, &status, WNOHANG | WUNTRACED), 0);
		EXPECT_EQ(GetParam().wait(child, &status, WNOHANG | WCONTINUED), child);
		end_child(child);
	});
}

TEST_P(Stops, WithNowaitTheyAreToldAgain)
{
	in_child([] {
		const pid_t child = start_child([] { return 9; });
		int status = -1;
		for (int i = 0; i < 5; i++) {
			EXPECT_EQ(GetParam().wait(child, &status, WNOWAIT), child);
			EXPECT_EQ(status, 9);
		}
		EXPECT_EQ(GetParam().wait(child, &status, 0), child);
		EXPECT_EQ(status, 9);
		EXPECT_ERROR(GetParam().wait(child, &status, 0), ECHILD);
	});
}

INSTANTIATE_TEST_SUITE_P(Wait, Stops,
	testing::Values(WAITS[0], WAITS[1], WAITS[2], WAITS[3]),
	[](const auto& test) { return test.param.name; });
