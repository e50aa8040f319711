/* waitid(): what it tells, and for which children. */
#include "wait_test.h"

struct child_state {
	const char*	name;
	int			signal;		/* that is sent to the sleeping child; 0: exits */
	int			code;
	int			status;
	enum host_code	host_code;
};

static const child_state STATES[] = {
	{ "Exited", 0, CLD_EXITED, 200, HOST_EXITED },
	{ "Killed", SIGTERM, CLD_KILLED, SIGTERM, HOST_KILLED },
	{ "KilledByBusError", SIGBUS, CLD_KILLED, SIGBUS, HOST_KILLED },
	{ "KilledByRealtimeSignal", 40, CLD_KILLED, 40, HOST_KILLED },
	{ "Stopped", SIGSTOP, CLD_STOPPED, SIGSTOP, HOST_STOPPED },
};

class Waitid : public testing::TestWithParam<child_state> {
};

static pid_t
start_child_for(const child_state& state)
{
	forbid_core_file();
	const pid_t child = start_child([&] {
		if (state.signal == 0)
			return state.status;
		for (;;)
			pause();
	});
	if (state.signal != 0)
		kill(child, state.signal);
	return child;
}

static void
expect_info(const siginfo_t& info, pid_t child, const child_state& state)
{
	EXPECT_EQ(info.si_signo, SIGCHLD);
	EXPECT_EQ(info.si_errno, 0);
	EXPECT_EQ(info.si_code, state.code);
	EXPECT_EQ(info.si_pid, child);
	EXPECT_EQ(info.si_uid, getuid());
	EXPECT_EQ(info.si_status, state.status);
}

TEST_P(Waitid, TellsWhatTheHostTells)
{
	in_child([] {
		const child_state& state = GetParam();
		const pid_t child = start_child_for(state);
		host_info host;
		ASSERT_EQ(host_look(child, &host), 0);
		EXPECT_EQ(host.code, host_code_value(state.host_code));
		siginfo_t info;
		memset(&info, 0xa5, sizeof(info));
		ASSERT_EQ(waitid(P_PID, child, &info, ALL_CHANGES), 0);
		expect_info(info, child, state);
		EXPECT_EQ(host.pid, info.si_pid);
		EXPECT_EQ(host.uid, info.si_uid);
		EXPECT_EQ(host.status, state.code == CLD_EXITED ? info.si_status
			: host_number(info.si_status));
		if (state.code == CLD_STOPPED)
			end_child(child);
		else
			EXPECT_ERROR(waitid(P_PID, child, &info, ALL_CHANGES), ECHILD);
	});
}

TEST_P(Waitid, NowaitLeavesTheChild)
{
	in_child([] {
		const child_state& state = GetParam();
		const pid_t child = start_child_for(state);
		siginfo_t info;
		for (int i = 0; i < 3; i++) {
			ASSERT_EQ(waitid(P_PID, child, &info, ALL_CHANGES | WNOWAIT), 0);
			expect_info(info, child, state);
		}
		ASSERT_EQ(waitid(P_PID, child, nullptr, ALL_CHANGES), 0);
		if (state.code == CLD_STOPPED)
			end_child(child);
	});
}

/* By any of the three types of id. */
TEST_P(Waitid, ByEachTypeOfId)
{
	in_child([] {
		struct { idtype_t type; bool ownGroup; } types[] = {
			{ P_PID, false }, { P_ALL, false }, { P_PGID, true }, { P_PGID, false }
		};
		for (const auto& type : types) {
			const child_state& state = GetParam();
			const pid_t child = start_child_for(state);
			if (type.ownGroup)
				setpgid(child, child);
			id_t id = child;
			if (type.type == P_PGID && !type.ownGroup)
				id = 0;		/* the caller's own */
			siginfo_t info;
			/* A child that ended before setpgid() is still in our group. */
			if (type.ownGroup && getpgid(child) != child)
				id = getpgrp();
			ASSERT_EQ(waitid(type.type, id, &info, ALL_CHANGES), 0);
			expect_info(info, child, state);
			if (state.code == CLD_STOPPED)
				end_child(child);
		}
	});
}

INSTANTIATE_TEST_SUITE_P(Wait, Waitid, testing::ValuesIn(STATES),
	[](const auto& test) { return test.param.name; });

/* Haiku reports status 0 here, POSIX and the host SIGCONT. */
TEST(WaitidOf, Continued)
{
	in_child([] {
		const pid_t child = start_sleeper();
		kill(child, SIGSTOP);
		ASSERT_EQ(waitid(P_PID, child, nullptr, WSTOPPED), 0);
		kill(child, SIGCONT);
		siginfo_t info;
		ASSERT_EQ(waitid(P_PID, child, &info, WCONTINUED), 0);
		EXPECT_EQ(info.si_code, CLD_CONTINUED);
		EXPECT_EQ(info.si_status, SIGCONT);
		end_child(child);
	});
}

TEST(WaitidOf, NothingReadyIsZeroed)
{
	in_child([] {
		const pid_t child = start_sleeper();
		siginfo_t info;
		for (const int changes : { WEXITED, WSTOPPED, WCONTINUED, ALL_CHANGES }) {
			memset(&info, 0xa5, sizeof(info));
			EXPECT_EQ(waitid(P_PID, child, &info, changes | WNOHANG), 0);
			EXPECT_TRUE(is_zero(info));
			memset(&info, 0xa5, sizeof(info));
			EXPECT_EQ(waitid(P_ALL, 0, &info, changes | WNOHANG | WNOWAIT), 0);
			EXPECT_TRUE(is_zero(info));
			EXPECT_EQ(waitid(P_ALL, 0, nullptr, changes | WNOHANG), 0);
		}
		end_child(child);
	});
}

TEST(WaitidOf, OnlyWhatWasAskedFor)
{
	in_child([] {
		const pid_t child = start_child([] { return 1; });
		host_info host;
		ASSERT_EQ(host_look(child, &host), 0);
		siginfo_t info;
		/* One that has ended will not stop: the host says there is none. */
		EXPECT_ERROR(waitid(P_PID, child, &info, WSTOPPED | WNOHANG), ECHILD);
		EXPECT_ERROR(waitid(P_PID, child, &info, WCONTINUED), ECHILD);
		EXPECT_EQ(waitid(P_PID, child, &info, WEXITED | WNOHANG), 0);
		EXPECT_EQ(info.si_pid, child);
	});
}

TEST(WaitidOf, SignalOnlyTheHostHas)
{
	in_child([] {
		const pid_t child = start_child([] {
			return (int)syscall(SYS_kill, getpid(), HOST_SIGSTKFLT); });
		siginfo_t info;
		ASSERT_EQ(waitid(P_PID, child, &info, WEXITED), 0);
		EXPECT_EQ(info.si_code, CLD_KILLED);
		EXPECT_GT(info.si_status, 64);
	});
}

TEST(WaitidOf, CoreDumpIsToldAsTheHostTellsIt)
{
	in_child([] {
		char folder[] = "/tmp/libroot-core-XXXXXX";
		ASSERT_NE(mkdtemp(folder), nullptr);
		const pid_t child = start_child([&] {
			const struct rlimit unlimited = { RLIM_INFINITY, RLIM_INFINITY };
			if (chdir(folder) != 0 || setrlimit(RLIMIT_CORE, &unlimited) != 0)
				return 1;
			return kill(getpid(), SIGQUIT);
		});
		host_info host;
		ASSERT_EQ(host_look(child, &host), 0);
		siginfo_t info;
		ASSERT_EQ(waitid(P_PID, child, &info, WEXITED), 0);
		EXPECT_EQ(info.si_code, host.code == host_code_value(HOST_DUMPED)
			? CLD_DUMPED : CLD_KILLED);
		EXPECT_EQ(info.si_status, SIGQUIT);
		std::string command = std::string("rm -r ") + folder;
		EXPECT_EQ(system(command.c_str()), 0);
	});
}

/* The SIGCHLD that goes with it says the same. */
static siginfo_t arrived;

static void
keep_info(int, siginfo_t* info, void*)
{
	arrived = *info;
}

TEST(WaitidOf, SigchldSaysTheSame)
{
	in_child([] {
		struct sigaction action = {};
		action.sa_sigaction = keep_info;
		action.sa_flags = SA_SIGINFO | SA_RESTART;
		sigaction(SIGCHLD, &action, nullptr);
		for (const child_state& state : STATES) {
			arrived = {};
			const pid_t child = start_child_for(state);
			siginfo_t info;
			ASSERT_EQ(waitid(P_PID, child, &info, ALL_CHANGES), 0);
			while (arrived.si_signo == 0)
				sched_yield();
			expect_info(arrived, child, state);
			if (state.code == CLD_STOPPED)
				end_child(child);
		}
	});
}

/* Group 1 is that of all a container's first process started. The kernel is
 * asked through a process-id namespace of the test's own. */
TEST(WaitidOf, ChildrenInGroupOne)
{
	const int status = kernel_status_of_child([] {
		constexpr int NEW_PROCESS_IDS = 0x20000000;	/* CLONE_NEWPID */
		if (syscall(SYS_unshare, NEW_PROCESS_IDS) != 0)
			return 77;
		return kernel_status_of_child([] {
			setpgid(0, 0);
			if (getpid() != 1 || getpgrp() != 1)
				return 2;
			for (const id_t group : { 0, 1 }) {
				const pid_t child = start_child([] { return 5; });
				siginfo_t info = {};
				if (waitid(P_PGID, group, &info, WEXITED) != 0
					|| info.si_pid != child)
					return 3 + (int)group;
			}
			return 0;
		}) >> 8;
	});
	if (status >> 8 == 77)
		GTEST_SKIP() << "may not make process-id namespaces";
	EXPECT_EQ(status, 0);
}
