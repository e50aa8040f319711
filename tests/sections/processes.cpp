// New processes made in sections: what they inherit is what the program
// believes in.
#include "sections_of_all_kinds.h"

#include <spawn.h>
#include <sys/wait.h>

namespace {

/* A line of /proc/self/status of a program that knows nothing of libroot. */
constexpr char SHOW_MASK[] = "/bin/grep";
char* const show_mask_arguments[] = { (char*)"grep", (char*)"SigBlk",
	(char*)"/proc/self/status", nullptr };

std::string
expected_line(sigset_t mask = MASK)
{
	char line[64];
	snprintf(line, sizeof(line), "SigBlk:\t%016llx\n",
		(unsigned long long)host_set(mask));
	return line;
}

/* What is written to descriptor 1 while the code runs, and by its children. */
template<typename Code>
std::string
output_of(Code code)
{
	const int file = memfd_create("output", 0);
	const int saved = dup(1);
	dup2(file, 1);
	code();
	dup2(saved, 1);
	close(saved);
	std::string text(lseek(file, 0, SEEK_END), '\0');
	EXPECT_EQ(pread(file, text.data(), text.size(), 0), (ssize_t)text.size());
	close(file);
	return text;
}

}	// namespace

/* -- fork ------------------------------------------------------------------------ */

TEST(Fork, ChildKeepsTheDepthAndHoldsNothing)
{
	in_sections_of_all_kinds([] {
		begin_holding();
		EXPECT_EQ(kernel_status_of_child([] {
			EXPECT_EQ(pending_set(), 0u);
			EXPECT_EQ(end_holding(), 1);
			EXPECT_EQ(end_holding(), 0);
			EXPECT_EQ(handled, 0);
			EXPECT_EQ(kernel_mask(), host_set(MASK));
			EXPECT_EQ(end_holding(), -1);
			/* Sections work in it as ever. */
			begin_holding();
			send_to_myself(SIGUSR1);
			EXPECT_EQ(handled, 0);
			end_holding();
			EXPECT_EQ(handled, 1);
			EXPECT_EQ(kernel_mask(), host_set(MASK));
			return testing::Test::HasFailure() ? 1 : 0;
		}), 0);
		EXPECT_EQ(end_holding(), 1);
	});
}

TEST(Fork, ChildBelievesInTheMaskInsideTheSection)
{
	in_sections_of_all_kinds([] {
		EXPECT_EQ(kernel_status_of_child([] {
			sigset_t mask = 0;
			sigprocmask(SIG_BLOCK, nullptr, &mask);
			EXPECT_EQ(mask, MASK);
			const sigset_t more = bit(SIGTERM);
			sigprocmask(SIG_BLOCK, &more, nullptr);
			send_to_myself(SIGTERM);
			end_holding();
			EXPECT_EQ(handled, 0);
			EXPECT_EQ(kernel_mask(), host_set(MASK | more));
			sigprocmask(SIG_UNBLOCK, &more, nullptr);
			EXPECT_EQ(handled, 1);
			return testing::Test::HasFailure() ? 1 : 0;
		}), 0);
	});
}

/* Default actions wait in the child too. */
TEST(Fork, ChildHoldsDefaultActionsBack)
{
	same_good_story([](holding way) {
		begin_holding(way);
		const pid_t child = fork();
		if (child == 0) {
			send_to_myself(SIGTERM);
			tell("inside");
			end_holding(way);
			tell("never reached");
			_exit(0);
		}
		tell_end_of(child);
		end_holding(way);
		tell("the parent lives");
	});
}

/* Signals from everywhere while processes are made in sections. */
TEST(Fork, UnderManySignals)
{
	in_child([] {
		constexpr int CHILDREN = 150;
		install(36, count_delivery);
		const pid_t target = thread_number();
		std::atomic<bool> done = false;
		running_thread sender([&] {
			while (!done) {
				syscall(SYS_tgkill, getpid(), target, host_number(36));
				/* Slower than handlers are: the kernel delivers all that is
				 * pending before the thread goes on. */
				usleep(1);
			}
		});
		for (int i = 0; i < CHILDREN; i++) {
			begin_holding();
			const pid_t child = fork();
			if (child == 0) {
				/* The sender is not in the child. */
				if (end_holding() != 0)
					_exit(1);
				if (kernel_mask() != 0)
					_exit(2);
				const int before = handled;
				send_to_myself(36);
				_exit(handled == before + 1 ? 0 : 3);
			}
			end_holding();
			ASSERT_EQ(kernel_status_of(child), 0);
			ASSERT_EQ(kernel_mask(), 0u);
		}
		done = true;
		sender.Join();
	});
}

/* -- vfork ----------------------------------------------------------------------- */

TEST(Vfork, ChildInASectionLeavesTheParentsAlone)
{
	in_sections_of_all_kinds([] {
		const pid_t child = vfork();
		if (child == 0)
			_exit(3);
		EXPECT_EQ(kernel_status_of(child), 3 << 8);
		EXPECT_EQ(begin_holding(), 2);
		EXPECT_EQ(end_holding(), 1);
	});
}

TEST(Vfork, ExecInASectionStartsWithTheProgramsMask)
{
	in_sections_of_all_kinds([] {
		EXPECT_EQ(output_of([] {
			const pid_t child = vfork();
			if (child == 0) {
				execv(SHOW_MASK, show_mask_arguments);
				_exit(127);
			}
			EXPECT_EQ(kernel_status_of(child), 0);
		}), expected_line());
	});
}

/* Sections of the child's own, as the C library's functions may have. */
TEST(Vfork, ChildHasSectionsOfItsOwn)
{
	in_sections_of_all_kinds([] {
		EXPECT_EQ(output_of([] {
			const pid_t child = vfork();
			if (child == 0) {
				begin_holding();
				end_holding();
				execv(SHOW_MASK, show_mask_arguments);
				_exit(127);
			}
			EXPECT_EQ(kernel_status_of(child), 0);
		}), expected_line());
		EXPECT_EQ(begin_holding(), 2);
		EXPECT_EQ(end_holding(), 1);
	});
}

/* -- exec ------------------------------------------------------------------------ */

/* In a child, which holds something of its own. */
template<typename Exec>
static void
exec_in_a_section(Exec exec)
{
	for (const int heldCount : { 0, 1, 3 }) {
		const std::string output = output_of([&] {
			EXPECT_EQ(kernel_status_of_child([&] {
				sigprocmask(SIG_SETMASK, &MASK, nullptr);
				const int signals[] = { SIGUSR1, 36, SIGTERM };
				for (const int signal : signals)
					install(signal, count_delivery);
				begin_holding();
				begin_holding();
				for (int i = 0; i < heldCount; i++)
					send_to_myself(signals[i]);
				exec();
				return 127;
			}), 0);
		});
		EXPECT_EQ(output, expected_line()) << heldCount;
	}
}

TEST(Exec, OfEachKindStartsWithTheProgramsMask)
{
	exec_in_a_section([] { execv(SHOW_MASK, show_mask_arguments); });
	exec_in_a_section([] { execve(SHOW_MASK, show_mask_arguments, environ); });
	exec_in_a_section([] { execvp("grep", show_mask_arguments); });
	exec_in_a_section([] { execvpe("grep", show_mask_arguments, environ); });
	exec_in_a_section([] {
		execl(SHOW_MASK, "grep", "SigBlk", "/proc/self/status", nullptr);
	});
	exec_in_a_section([] {
		execlp("grep", "grep", "SigBlk", "/proc/self/status", nullptr);
	});
	exec_in_a_section([] {
		execle(SHOW_MASK, "grep", "SigBlk", "/proc/self/status", nullptr,
			environ);
	});
	exec_in_a_section([] {
		const int file = open(SHOW_MASK, O_RDONLY | O_CLOEXEC);
		fexecve(file, show_mask_arguments, environ);
	});
}

/* Nothing has changed when it fails. */
TEST(Exec, ThatFailsLeavesTheSection)
{
	in_sections_of_all_kinds([] {
		EXPECT_EQ(execl("/nonexistent", "nonexistent", nullptr), -1);
		EXPECT_EQ(errno, ENOENT);
		EXPECT_EQ(begin_holding(), 2);
		EXPECT_EQ(end_holding(), 1);
	});
}

/* What had a default action is default in the new program, what was ignored is
 * ignored, and caught signals are default again. */
TEST(Exec, NewProgramHasTheDispositionsOfTheProgram)
{
	char* const arguments[] = { (char*)"grep", (char*)"Sig[IC]",
		(char*)"/proc/self/status", nullptr };
	std::string outputs[2];
	for (const holding way : { holding::BY_SECTION, holding::BY_NOTHING }) {
		outputs[way == holding::BY_SECTION] = output_of([&] {
			EXPECT_EQ(kernel_status_of_child([&] {
				signal(SIGUSR2, SIG_IGN);
				signal(SIGCHLD, SIG_IGN);
				install(SIGUSR1, count_delivery);
				begin_holding(way);
				execv(SHOW_MASK, arguments);
				return 127;
			}), 0);
		});
	}
	EXPECT_EQ(outputs[0], outputs[1]);
	EXPECT_NE(outputs[0], "");
}

/* -- posix_spawn, system, popen ----------------------------------------------------- */

TEST(Spawn, NewProgramStartsWithTheProgramsMask)
{
	in_sections_of_all_kinds([] {
		EXPECT_EQ(output_of([] {
			pid_t child = 0;
			EXPECT_EQ(posix_spawn(&child, SHOW_MASK, nullptr, nullptr,
				show_mask_arguments, environ), 0);
			EXPECT_EQ(kernel_status_of(child), 0);
			EXPECT_EQ(posix_spawnp(&child, "grep", nullptr, nullptr,
				show_mask_arguments, environ), 0);
			EXPECT_EQ(kernel_status_of(child), 0);
		}), expected_line() + expected_line());
	});
}

TEST(Spawn, MaskOfTheAttributesIsTheNewProgramsMask)
{
	in_sections_of_all_kinds([] {
		const sigset_t wanted = bit(SIGTERM) | bit(33) | bit(SIGBUS);
		EXPECT_EQ(output_of([&] {
			posix_spawnattr_t attributes;
			posix_spawnattr_init(&attributes);
			posix_spawnattr_setsigmask(&attributes, &wanted);
			posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
			pid_t child = 0;
			EXPECT_EQ(posix_spawn(&child, SHOW_MASK, nullptr, &attributes,
				show_mask_arguments, environ), 0);
			EXPECT_EQ(kernel_status_of(child), 0);
			posix_spawnattr_destroy(&attributes);
		}), expected_line(wanted));
	});
}

TEST(Spawn, ThatFailsLeavesTheSection)
{
	in_sections_of_all_kinds([] {
		pid_t child = 0;
		EXPECT_EQ(posix_spawn(&child, "/nonexistent", nullptr, nullptr,
			show_mask_arguments, environ), ENOENT);
		EXPECT_EQ(begin_holding(), 2);
		EXPECT_EQ(end_holding(), 1);
	});
}

TEST(System, NewProgramStartsWithTheProgramsMask)
{
	in_sections_of_all_kinds([] {
		EXPECT_EQ(output_of([] {
			EXPECT_EQ(system("exec grep SigBlk /proc/self/status"), 0);
		}), expected_line());
	});
}

TEST(Popen, NewProgramStartsWithTheProgramsMask)
{
	in_sections_of_all_kinds([] {
		FILE* pipe = popen("exec grep SigBlk /proc/self/status", "r");
		ASSERT_NE(pipe, nullptr);
		char line[64] = {};
		EXPECT_NE(fgets(line, sizeof(line), pipe), nullptr);
		EXPECT_EQ(line, expected_line());
		EXPECT_EQ(pclose(pipe), 0);
	});
}
