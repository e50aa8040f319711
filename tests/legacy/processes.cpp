/* raise(), kill(), wait(), waitpid() of legacy code. */
#include "legacy_test.h"

TEST(Processes, NumbersThatLegacyCodeLacksAreErrors)
{
	in_child([] {
		for (const int signal : NO_LEGACY_SIGNALS) {
			if (signal == 0)
				continue;
			SCOPED_TRACE(signal);
			EXPECT_ERROR(legacy.raise(signal), EINVAL);
			EXPECT_ERROR(legacy.kill(getpid(), signal), EINVAL);
		}
		EXPECT_EQ(legacy.raise(0), 0);
		EXPECT_EQ(legacy.kill(getpid(), 0), 0);
		EXPECT_ERROR(legacy.kill(INT32_MAX, 0), ESRCH);
		EXPECT_ERROR(legacy.kill(INT32_MAX, SIGTERM), ESRCH);
	});
}

/* Each number ends the child by the host's signal of that name. */
class Fatal : public testing::TestWithParam<int> {
};

TEST_P(Fatal, KillAndRaise)
{
	const int signal = GetParam();
	for (const bool byRaise : { true, false }) {
		const int status = kernel_status_of_child([=] {
			forbid_core_file();
			return byRaise ? legacy.raise(signal) : legacy.kill(getpid(), signal);
		});
		EXPECT_EQ(status, host_number(signal));
	}
}

INSTANTIATE_TEST_SUITE_P(Processes, Fatal, testing::Values(SIGHUP, SIGINT,
	SIGQUIT, SIGILL, SIGABRT, SIGPIPE, SIGFPE, SIGKILL, SIGSEGV, SIGALRM,
	SIGTERM, SIGUSR1, SIGUSR2, SIGTRAP, SIGPOLL, SIGPROF, SIGSYS, SIGVTALRM,
	SIGXCPU, SIGXFSZ));

TEST(Processes, ExitCodes)
{
	in_child([] {
		for (const int code : { 0, 1, 2, 42, 127, 128, 254, 255 }) {
			const pid_t child = start_child([code] { return code; });
			int status = -1;
			EXPECT_EQ(code % 2 == 0 ? legacy.wait(&status)
				: legacy.waitpid(child, &status, 0), child);
			EXPECT_EQ(status, code);
		}
		const pid_t child = start_child([] { return 1; });
		EXPECT_EQ(legacy.waitpid(-1, nullptr, 0), child);
		EXPECT_ERROR(legacy.wait(nullptr), ECHILD);
		EXPECT_ERROR(legacy.waitpid(-1, nullptr, 0x4000), EINVAL);
	});
}

TEST(Processes, StopAndContinue)
{
	in_child([] {
		const pid_t child = start_child([] {
			for (;;)
				pause();
			return 0;
		});
		int status = -1;
		EXPECT_EQ(legacy.waitpid(child, &status, WNOHANG), 0);
		EXPECT_EQ(status, -1);
		legacy.kill(child, SIGSTOP);
		EXPECT_EQ(legacy.waitpid(child, &status, WUNTRACED), child);
		EXPECT_EQ(status, SIGSTOP << 16);
		legacy.kill(child, SIGCONT);
		EXPECT_EQ(legacy.waitpid(child, &status, WCONTINUED), child);
		EXPECT_EQ(status, 0x20000);
		legacy.kill(child, SIGKILL);
		EXPECT_EQ(legacy.waitpid(child, &status, 0), child);
		EXPECT_EQ(status, SIGKILL << 8);
	});
}

TEST(Processes, BadStatusPointerLeavesTheChild)
{
	in_child([] {
		const pid_t child = start_child([] { return 3; });
		EXPECT_ERROR(legacy.waitpid(child, bad_pointer<int>(), 0), EFAULT);
		EXPECT_ERROR(legacy.wait(bad_pointer<int>()), EFAULT);
		int status = -1;
		EXPECT_EQ(legacy.waitpid(child, &status, 0), child);
		EXPECT_EQ(status, 3);
	});
}
