// Signals whose default action ends or stops the process wait in sections too,
// and then do exactly what they always do.
#include "sections_test.h"

#include <filesystem>
#include <vector>

namespace {

/* In a folder of its own: a core file may be written. */
class core_folder {
public:
	core_folder()
	{
		char name[] = "/tmp/sections-XXXXXX";
		fFolder = mkdtemp(name);
	}

	~core_folder()
	{
		std::filesystem::remove_all(fFolder);
	}

	void
	Enter() const
	{
		ASSERT_EQ(chdir(fFolder.c_str()), 0);
		struct rlimit limit;
		getrlimit(RLIMIT_CORE, &limit);
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_CORE, &limit);
	}

private:
	std::string	fFolder;
};

void
send_host_signal_to_thread(int number)
{
	syscall(SYS_tgkill, getpid(), thread_number(), number);
}

void
send_host_signal_to_process(int number)
{
	syscall(SYS_kill, getpid(), number);
}

/* Of the kernel's 64 all but SIGKILL, SIGSTOP, and the two of the C library. */
std::vector<int>
host_signals()
{
	std::vector<int> numbers;
	for (int number = 1; number <= 64; number++) {
		if (number != 9 && number != 19 && number != 32 && number != 33)
			numbers.push_back(number);
	}
	return numbers;
}

}	// namespace

class DefaultActions : public testing::TestWithParam<int> {};

/* What the kernel does by default is the control's story; a child that is
 * stopped is continued until it ends. */
TEST_P(DefaultActions, WaitForTheEnd)
{
	const core_folder folder;
	const int number = GetParam();
	for (const auto send : { send_host_signal_to_thread,
			send_host_signal_to_process }) {
		/* As abort() does it, which must not wait: the C library calls it
		 * inside its own sections. */
		if (number == host_number(SIGABRT)
			&& send == send_host_signal_to_thread)
			continue;
		const auto story = [&](holding way) {
			return story_of([&] {
				folder.Enter();
				begin_holding(way);
				begin_holding(way);
				send(number);
				tell("inside");
				end_holding(way);
				tell("still inside");
				end_holding(way);
				tell("outside");
			});
		};
		const std::string section = story(holding::BY_SECTION);
		EXPECT_EQ(section, story(holding::BY_MASK));
		EXPECT_TRUE(section.starts_with("inside\nstill inside\n")) << section;
	}
}

INSTANTIATE_TEST_SUITE_P(HostSignals, DefaultActions,
	testing::ValuesIn(host_signals()));

/* Caught and not caught ones together. */
TEST(DefaultActionsWithOthers, HandlerAndThenTheDefaultAction)
{
	for (const int fatal : { SIGTERM, SIGHUP, 40, SIGUSR2, SIGQUIT }) {
		for (const bool fatalFirst : { false, true }) {
			same_story([=](holding way) {
				forbid_core_file();
				install(SIGUSR1, tell_delivery);
				install(36, tell_delivery, 0, ~(sigset_t)0);
				begin_holding(way);
				if (fatalFirst)
					send_to_myself(fatal);
				send_to_myself(36);
				send_to_myself(SIGUSR1);
				if (!fatalFirst)
					send_to_myself(fatal);
				tell("inside");
				end_holding(way);
				tell("outside");
			});
		}
	}
}

/* abort() in a section ends the process, also past a handler that returns. */
TEST(DefaultActionsWithOthers, AbortDoesNotWait)
{
	for (const bool caught : { false, true }) {
		const std::string story = same_story([&](holding way) {
			forbid_core_file();
			if (caught)
				install(SIGABRT, tell_delivery);
			begin_holding(way);
			abort();
		}, holding::BY_NOTHING);
		EXPECT_TRUE(story.ends_with("status 0x6\n")) << story;
	}
}

/* A handler that is installed for what is held does not come too late or too
 * early: this is about what arrives after the installation. */
TEST(DefaultActionsWithOthers, HandlerInsteadOfTheDefaultActionAndBack)
{
	same_story([](holding way) {
		forbid_core_file();
		begin_holding(way);
		end_holding(way);
		install(SIGTERM, tell_delivery);
		begin_holding(way);
		send_to_myself(SIGTERM);
		end_holding(way);
		tell("outside: %d", handled.load());
		signal(SIGTERM, SIG_DFL);
		begin_holding(way);
		send_to_myself(SIGTERM);
		tell("inside: %d", handled.load());
		end_holding(way);
		tell("never reached");
	});
}

/* The process has used sections, but is in none. */
TEST(DefaultActionsWithOthers, OutsideSectionsNothingWaits)
{
	for (const int number : host_signals()) {
		/* Stop signals are another test's. */
		if (number >= 20 && number <= 22)
			continue;
		same_story([=](holding way) {
			forbid_core_file();
			begin_holding(way);
			end_holding(way);
			send_host_signal_to_thread(number);
			tell("lived");
		});
	}
}

/* To a thread that blocks it, in a process that has used sections: it stays
 * pending, and ends the process when it is unblocked. */
TEST(DefaultActionsWithOthers, BlockedByTheProgramToo)
{
	same_story([](holding way) {
		forbid_core_file();
		const sigset_t mask = bit(SIGTERM);
		sigprocmask(SIG_BLOCK, &mask, nullptr);
		begin_holding(way);
		send_to_myself(SIGTERM);
		end_holding(way);
		tell("outside, pending %llx", (unsigned long long)pending_set());
		sigprocmask(SIG_UNBLOCK, &mask, nullptr);
		tell("never reached");
	});
}

/* What the program is told of its dispositions does not show what happens on
 * its behalf. */
TEST(DefaultActionsWithOthers, DispositionsStillShowTheDefault)
{
	same_good_story([](holding way) {
		begin_holding(way);
		for (const int when : { 1, 2 }) {
			for (int signal = 1; signal <= LAST_REALTIME; signal++) {
				if (!can_be_caught(signal))
					continue;
				struct sigaction action;
				memset(&action, 0x55, sizeof(action));
				EXPECT_EQ(sigaction(signal, nullptr, &action), 0);
				tell("%d %d: default %d flags %x mask %llx", when, signal,
					action.sa_handler == SIG_DFL, action.sa_flags,
					(unsigned long long)action.sa_mask);
				EXPECT_EQ(::signal(signal, SIG_DFL), SIG_DFL);
			}
			if (when == 1)
				end_holding(way);
		}
	});
}

/* What an ignored signal does must not change either. */
TEST(DefaultActionsWithOthers, IgnoredSignalsStayIgnored)
{
	same_good_story([](holding way) {
		for (const int number : host_signals()) {
			uint64_t action[4] = {};
			*(unsigned long*)action = 1;
			EXPECT_EQ(syscall(SYS_rt_sigaction, number, action, nullptr, 8), 0);
		}
		begin_holding(way);
		for (const int number : host_signals())
			send_host_signal_to_thread(number);
		end_holding(way);
		tell("lived");
	});
}

/* -- stopping ----------------------------------------------------------------- */

class StopSignals : public testing::TestWithParam<int> {};

static void
tell_stop_of(pid_t child)
{
	int info[32] = {};
	/* P_PID; WSTOPPED | WNOWAIT. */
	syscall(SYS_waitid, 1, child, info, 0x01000002, nullptr);
	constexpr int FIELDS = sizeof(long) == 8 ? 4 : 3;
	tell("waitid: signal %d, code %d, status %d", info[0], info[2],
		info[FIELDS + 2]);
	int status = 0;
	/* WUNTRACED */
	syscall(SYS_wait4, child, &status, 2, nullptr);
	tell("stopped %#x", status);
}

static void
tell_continuation_of(pid_t child)
{
	syscall(SYS_kill, child, host_number(SIGCONT));
	int status = 0;
	/* WCONTINUED */
	syscall(SYS_wait4, child, &status, 8, nullptr);
	tell("continued %#x", status);
}

/* From the parent, by the child's own number, and twice. */
TEST_P(StopSignals, StopAtTheEndAndContinue)
{
	const int signal = GetParam();
	const auto story = [&](holding way) {
		int ready[2], go[2];
		EXPECT_EQ(pipe(ready), 0);
		EXPECT_EQ(pipe(go), 0);
		std::string result = story_with_parent([&] {
			for (int i = 0; i < 2; i++) {
				begin_holding(way);
				char byte = 0;
				EXPECT_EQ(write(ready[1], &byte, 1), 1);
				/* May be interrupted in a section. */
				while (read(go[0], &byte, 1) != 1) {
				}
				tell("inside");
				end_holding(way);
				tell("outside");
			}
		}, [&](pid_t child) {
			for (int i = 0; i < 2; i++) {
				char byte;
				EXPECT_EQ(read(ready[0], &byte, 1), 1);
				syscall(SYS_kill, child, host_number(signal));
				EXPECT_EQ(write(go[1], &byte, 1), 1);
				tell_stop_of(child);
				tell_continuation_of(child);
			}
		});
		for (const int end : { ready[0], ready[1], go[0], go[1] })
			close(end);
		return result;
	};
	const std::string section = story(holding::BY_SECTION);
	EXPECT_EQ(section, story(holding::BY_MASK));
	EXPECT_TRUE(section.starts_with("inside\nwaitid")) << section;
	EXPECT_TRUE(section.ends_with(GOOD_END)) << section;
}

/* Nobody could continue an orphaned process group: it is not stopped. */
TEST_P(StopSignals, DoNotStopAnOrphanedGroup)
{
	same_good_story([signal = GetParam()](holding way) {
		const pid_t orphan = start_child([&] {
			setsid();
			begin_holding(way);
			send_to_myself(signal);
			end_holding(way);
			tell("not stopped");
			return 0;
		});
		tell_end_of(orphan);
	});
}

/* The kernel drops a stop signal when the process is continued. */
TEST_P(StopSignals, AreDroppedByAContinuation)
{
	for (const auto send : { send_to_myself, send_to_process }) {
		same_good_story([send, signal = GetParam()](holding way) {
			begin_holding(way);
			send(signal);
			send(SIGCONT);
			end_holding(way);
			tell("not stopped");
		});
	}
}

INSTANTIATE_TEST_SUITE_P(Signals, StopSignals,
	testing::Values(SIGTSTP, SIGTTIN, SIGTTOU));

/* -- what cannot wait --------------------------------------------------------- */

TEST(WhatCannotWait, KillActsAtOnce)
{
	const std::string story = same_story([](holding way) {
		begin_holding(way);
		send_to_process(SIGKILL);
		tell("never reached");
	}, holding::BY_NOTHING);
	EXPECT_TRUE(story.ends_with("status 0x9\n")) << story;
	EXPECT_TRUE(story.starts_with("waitid")) << story;
}

TEST(WhatCannotWait, StopActsAtOnce)
{
	for (const bool somethingIsHeld : { false, true }) {
		const std::string story = story_with_parent([&] {
			install(SIGUSR1, tell_delivery);
			begin_holding();
			if (somethingIsHeld)
				send_to_myself(SIGUSR1);
			send_to_process(SIGSTOP);
			tell("continued in the section");
			end_holding();
		}, [](pid_t child) {
			tell_stop_of(child);
			tell_continuation_of(child);
		});
		EXPECT_TRUE(story.starts_with("waitid: signal 17, code 5, status 19\n"
			"stopped 0x137f\n")) << story;
		EXPECT_EQ(story.find("begin 18") != std::string::npos, somethingIsHeld)
			<< story;
		EXPECT_TRUE(story.ends_with(GOOD_END)) << story;
	}
}
