// fork(), exec, posix_spawn(), system() and popen() with handlers installed.
#include "delivery_host.h"
#include "numbered_actions.h"

#include <spawn.h>

namespace {

class Processes : public DeliveryTest {
protected:
	Processes()
	{
		set_true_mask(0);
		torn_actions = 0;
		handled_signals = 0;
		on_handled = nullptr;
	}
};

/* A process's sets as the kernel tells them in /proc, in host numbers. */
struct process_sets {
	uint64_t	blocked;
	uint64_t	ignored;
	uint64_t	caught;
};

/* Prints them: the command for a shell, which itself changes none of them
 * before it runs. */
const char* const tell_sets[]
	= { "/bin/cat", "/proc/self/status", nullptr };


process_sets
sets_in(const char* status)
{
	const auto set = [&](const char* name) {
		const char* line = strstr(status, name);
		return line != nullptr ? strtoull(line + strlen(name), nullptr, 16)
			: ~uint64_t{0};
	};
	/* posix_spawn() leaves the host's own two ignored. */
	const uint64_t ownOfHost = bit(32) | bit(33);
	return { set("SigBlk:"), set("SigIgn:") & ~ownOfHost, set("SigCgt:") };
}


/* Runs start(), which starts a program whose output goes to descriptor 1. */
template<typename Start>
process_sets
sets_of_program(Start start)
{
	int ends[2];
	EXPECT_EQ(pipe(ends), 0);
	const int output = dup(1);
	fflush(nullptr);
	dup2(ends[1], 1);
	close(ends[1]);
	const pid_t child = start();
	dup2(output, 1);
	close(output);
	EXPECT_GT(child, 0);
	std::string text;
	char part[1024];
	for (;;) {
		const ssize_t length = read(ends[0], part, sizeof(part));
		if (length == 0)
			break;
		if (length > 0)
			text.append(part, length);
	}
	close(ends[0]);
	EXPECT_EQ(kernel_status_of(child), 0);
	return sets_in(text.c_str());
}


/* HUP ignored, USR1 and 40 caught, BUS and 33 blocked. */
void
set_up_signals()
{
	ASSERT_NE(signal(SIGHUP, SIG_IGN), SIG_ERR);
	install(SIGUSR1, numbered_action(1));
	install(40, numbered_action(2));
	set_true_mask(bit(SIGBUS) | bit(33));
}


void
expect_inherited(const process_sets& sets)
{
	EXPECT_EQ(sets.caught, 0u);
	EXPECT_EQ(sets.ignored, host_set(bit(SIGHUP)));
	EXPECT_EQ(sets.blocked, host_set(bit(SIGBUS) | bit(33)));
}

}	// namespace


TEST_F(Processes, ForkedChildHasTheSameActions)
{
	install(SIGUSR1, numbered_action(11));
	install(40, numbered_action(12, SA_RESETHAND));
	in_child([] {
		EXPECT_EQ(action_in_force(SIGUSR1).sa_userdata, (void*)11);
		EXPECT_EQ(action_in_force(40).sa_userdata, (void*)12);
		send_to_myself(SIGUSR1);
		send_to_myself(40);
		EXPECT_EQ(handled_signals, 2);
		EXPECT_EQ(torn_actions, 0);
		/* Changes are the child's own. */
		for (int i = 0; i < 40; i++)
			install(SIGUSR1, numbered_action(100 + i));
	});
	EXPECT_EQ(action_in_force(SIGUSR1).sa_userdata, (void*)11);
	EXPECT_EQ(action_in_force(40).sa_userdata, (void*)12);
	send_to_myself(40);
	EXPECT_EQ(handled_signals, 1);
}


TEST_F(Processes, ForkWhileOtherThreadsChangeActions)
{
	std::atomic<bool> done = false;
	install(SIGUSR1, numbered_action(0));
	in_threads(3, [&](int thread) {
		if (thread > 0) {
			for (uintptr_t i = 0; !done; i++) {
				const struct sigaction action = numbered_action(i);
				sigaction(SIGUSR1, &action, nullptr);
			}
			return;
		}
		for (int i = 0; i < 100; i++) {
			EXPECT_EQ(kernel_status_of_child([] {
				for (uintptr_t number = 0; number < 40; number++) {
					send_to_myself(SIGUSR1);
					const struct sigaction action = numbered_action(number);
					struct sigaction old;
					if (sigaction(SIGUSR1, &action, &old) != 0
						|| !is_whole(old))
						return 1;
				}
				return torn_actions == 0 && handled_signals == 40 ? 0 : 2;
			}), 0);
		}
		done = true;
	});
}


TEST_F(Processes, ForkInAHandlerReturnsFromItInBoth)
{
	static pid_t child;
	install(SIGUSR1, [](int, void*, vregs*) { child = fork(); });
	send_to_myself(SIGUSR1);
	if (child == 0)
		_exit(true_mask() == 0 ? 23 : 1);
	EXPECT_EQ(kernel_status_of(child), 23 << 8);
	EXPECT_EQ(true_mask(), 0u);
}


TEST_F(Processes, ExecKeepsIgnoredAndMaskAndResetsCaught)
{
	in_child([] {
		set_up_signals();
		expect_inherited(sets_of_program([] {
			const pid_t child = fork();
			if (child == 0) {
				execv(tell_sets[0], (char**)tell_sets);
				_exit(127);
			}
			return child;
		}));
	});
}


TEST_F(Processes, ExecAfterVforkDoesTheSame)
{
	in_child([] {
		set_up_signals();
		expect_inherited(sets_of_program([] {
			const pid_t child = vfork();
			if (child == 0) {
				execv(tell_sets[0], (char**)tell_sets);
				_exit(127);
			}
			return child;
		}));
		EXPECT_EQ(action_in_force(SIGUSR1).sa_userdata, (void*)1);
	});
}


TEST_F(Processes, ExecInAHandlerInheritsTheHandlersMask)
{
	in_child([] {
		expect_inherited(sets_of_program([] {
			const pid_t child = fork();
			if (child == 0) {
				signal(SIGHUP, SIG_IGN);
				install(33, [](int, void*, vregs*) {
					execv(tell_sets[0], (char**)tell_sets);
				}, nullptr, 0, bit(SIGBUS));
				send_to_myself(33);
				_exit(127);
			}
			return child;
		}));
	});
}


TEST_F(Processes, SpawnInheritsLikeExec)
{
	in_child([] {
		set_up_signals();
		expect_inherited(sets_of_program([] {
			pid_t child = -1;
			EXPECT_EQ(posix_spawn(&child, tell_sets[0], nullptr, nullptr,
				(char**)tell_sets, environ), 0);
			return child;
		}));
		/* The child's resets were its own. */
		EXPECT_EQ(action_in_force(SIGUSR1).sa_userdata, (void*)1);
		send_to_myself(SIGUSR1);
		EXPECT_EQ(handled_signals, 1);
	});
}


TEST_F(Processes, SpawnObeysItsAttributes)
{
	in_child([] {
		set_up_signals();
		posix_spawnattr_t attributes;
		ASSERT_EQ(posix_spawnattr_init(&attributes), 0);
		const sigset_t defaults = bit(SIGHUP);
		const sigset_t mask = bit(SIGUSR2) | bit(39);
		ASSERT_EQ(posix_spawnattr_setsigdefault(&attributes, &defaults), 0);
		ASSERT_EQ(posix_spawnattr_setsigmask(&attributes, &mask), 0);
		ASSERT_EQ(posix_spawnattr_setflags(&attributes,
			POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK), 0);
		const process_sets sets = sets_of_program([&] {
			pid_t child = -1;
			EXPECT_EQ(posix_spawn(&child, tell_sets[0], nullptr, &attributes,
				(char**)tell_sets, environ), 0);
			return child;
		});
		EXPECT_EQ(sets.ignored, 0u);
		EXPECT_EQ(sets.caught, 0u);
		EXPECT_EQ(sets.blocked, host_set(mask));
	});
}


TEST_F(Processes, SystemWorksWithHandlersInstalled)
{
	in_child([] {
		install(SIGCHLD, numbered_action(SIGCHLD));
		install(SIGINT, numbered_action(SIGINT));
		install(SIGQUIT, numbered_action(SIGQUIT));
		/* The host's status words. */
		EXPECT_EQ(host_system("exit 7"), 7 << 8);
		EXPECT_EQ(host_system("kill -INT $$; exit 3"), host_number(SIGINT));
		for (const int signal : { SIGCHLD, SIGINT, SIGQUIT }) {
			EXPECT_EQ(action_in_force(signal).sa_userdata,
				(void*)(uintptr_t)signal);
			const long before = handled_signals;
			send_to_myself(signal);
			EXPECT_EQ(handled_signals, before + 1);
		}
		EXPECT_EQ(torn_actions, 0);
		EXPECT_EQ(true_mask(), 0u);
	});
}


TEST_F(Processes, PopenWorksWithHandlersInstalled)
{
	in_child([] {
		install(SIGCHLD, numbered_action(SIGCHLD, SA_RESTART));
		char output[64];
		for (int i = 0; i < 20; i++) {
			ASSERT_EQ(host_run_by_popen("echo text; exit 4", output,
				sizeof(output)), 4 << 8);
			ASSERT_STREQ(output, "text\n");
		}
		EXPECT_GE(handled_signals, 1);
		EXPECT_EQ(torn_actions, 0);
	});
}
