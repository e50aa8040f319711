// Faults do not wait: their handlers run in the section, and without a handler
// the process dies at once.
#include "sections_test.h"

#include <fcntl.h>
#include <setjmp.h>

namespace {

/* Causes the fault; its handlers jump away. */
struct fault {
	const char*	name;
	int			signal;
	void		(*cause)();
};

void
read_unmapped_memory()
{
	*(volatile char*)mmap(nullptr, 4096, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

void
read_beyond_the_end_of_a_file()
{
	const int file = memfd_create("empty", 0);
	volatile char* mapped = (volatile char*)mmap(nullptr, 4096, PROT_READ,
		MAP_SHARED, file, 0);
	close(file);
	*mapped;
}

void
divide_by_zero()
{
	/* idiv: the compiler may not see through it. */
	asm volatile("xorl %%ecx, %%ecx; movl $1, %%eax; cltd; idivl %%ecx"
		: : : "eax", "ecx", "edx");
}

void
execute_nothing()
{
	asm volatile("ud2");
}

void
reach_a_breakpoint()
{
	asm volatile("int3");
}

constexpr fault faults[] = {
	{ "SIGSEGV", SIGSEGV, read_unmapped_memory },
	{ "SIGBUS", SIGBUS, read_beyond_the_end_of_a_file },
	{ "SIGFPE", SIGFPE, divide_by_zero },
	{ "SIGILL", SIGILL, execute_nothing },
	{ "SIGTRAP", SIGTRAP, reach_a_breakpoint }
};

sigjmp_buf behind_the_fault;

void
tell_and_jump(int signal, siginfo_t* info, void* context, void*)
{
	tell("fault %d code %d, mask %llx, context's %llx", signal, info->si_code,
		(unsigned long long)true_mask(),
		(unsigned long long)((ucontext_t*)context)->uc_sigmask);
	siglongjmp(behind_the_fault, 1);
}

void
cause_and_return(const fault& cause)
{
	if (sigsetjmp(behind_the_fault, 1) == 0)
		cause.cause();
}

}	// namespace

class Faults : public testing::TestWithParam<fault> {};

TEST_P(Faults, HandlerRunsInTheSection)
{
	const std::string story = same_good_story([](holding way) {
		const sigset_t mask = bit(SIGHUP);
		sigprocmask(SIG_SETMASK, &mask, nullptr);
		install(GetParam().signal, tell_and_jump, 0, bit(36));
		for (int i = 0; i < 3; i++) {
			begin_holding(way);
			cause_and_return(GetParam());
			tell("behind it");
			end_holding(way);
		}
		tell("mask %llx", (unsigned long long)kernel_mask());
	}, holding::BY_NOTHING);
	EXPECT_TRUE(story.starts_with("fault ")) << story;
}

/* Something is held: the kernel's mask is not the program's, and must not
 * contain what a fault causes. The kernel's control has nothing to say here:
 * with these masked it kills. */
TEST_P(Faults, HandlerRunsInASectionThatHoldsSomething)
{
	const std::string story = story_of([] {
		install(GetParam().signal, tell_and_jump);
		install(SIGUSR1, count_delivery);
		install(36, count_delivery);
		for (int i = 0; i < 3; i++) {
			begin_holding();
			send_to_myself(SIGUSR1);
			send_to_myself(36);
			cause_and_return(GetParam());
			tell("behind it, depth %d, handled %d", begin_holding(),
				handled.load());
			end_holding();
			end_holding();
			tell("outside, handled %d", handled.load());
		}
		tell("mask %llx", (unsigned long long)kernel_mask());
	});
	EXPECT_NE(story.find("behind it, depth 2, handled 0\n"
		"outside, handled 2\n"), std::string::npos) << story;
	EXPECT_NE(story.find("behind it, depth 2, handled 4\n"
		"outside, handled 6\nmask 0\n"), std::string::npos) << story;
	EXPECT_TRUE(story.ends_with(GOOD_END)) << story;
}

TEST_P(Faults, HandlerThatRepairsTheFaultReturnsIntoTheSection)
{
	if (GetParam().signal != SIGILL && GetParam().signal != SIGTRAP)
		GTEST_SKIP() << "needs more than a step over the instruction";
	in_child([] {
		static int depth;
		static int heldDuring;
		install(GetParam().signal, [](int signal, siginfo_t*, void* context,
				void*) {
			depth = begin_holding() - 1;
			end_holding();
			heldDuring = handled;
			vregs& registers = ((ucontext_t*)context)->uc_mcontext;
			/* ud2 has two bytes; int3 stops behind itself. */
			const int length = signal == SIGILL ? 2 : 0;
#if defined(__x86_64__)
			registers.rip += length;
#else
			registers.eip += length;
#endif
		});
		install(SIGUSR1, count_delivery);
		begin_holding();
		begin_holding();
		send_to_myself(SIGUSR1);
		GetParam().cause();
		EXPECT_EQ(depth, 2);
		EXPECT_EQ(heldDuring, 0);
		EXPECT_EQ(end_holding(), 1);
		EXPECT_EQ(handled, 0);
		EXPECT_EQ(end_holding(), 0);
		EXPECT_EQ(handled, 1);
		EXPECT_EQ(kernel_mask(), 0u);
	});
}

TEST_P(Faults, WithoutHandlerKillAtOnce)
{
	for (const bool somethingIsHeld : { false, true }) {
		const std::string story = same_story([&](holding way) {
			forbid_core_file();
			install(SIGUSR1, tell_delivery);
			begin_holding(way);
			if (somethingIsHeld && way == holding::BY_SECTION)
				send_to_myself(SIGUSR1);
			GetParam().cause();
			tell("never reached");
			end_holding(way);
		}, holding::BY_NOTHING);
		EXPECT_EQ(story.find("never"), std::string::npos) << story;
	}
}

/* The kernel's rule for a fault that is blocked or ignored. */
TEST_P(Faults, ThatAreBlockedOrIgnoredKill)
{
	for (const bool ignored : { false, true }) {
		const std::string story = same_story([&](holding way) {
			forbid_core_file();
			if (ignored)
				signal(GetParam().signal, SIG_IGN);
			else {
				install(GetParam().signal, tell_delivery);
				const sigset_t mask = bit(GetParam().signal);
				sigprocmask(SIG_BLOCK, &mask, nullptr);
			}
			begin_holding(way);
			GetParam().cause();
			tell("never reached");
			end_holding(way);
		}, holding::BY_NOTHING);
		EXPECT_EQ(story.find("never"), std::string::npos) << story;
	}
}

/* kill(SIGSEGV) is no fault. */
TEST_P(Faults, ThatAreOnlySentWait)
{
	const std::string story = same_good_story([](holding way) {
		install(GetParam().signal, tell_delivery);
		for (const auto send : { send_to_myself, send_to_process }) {
			begin_holding(way);
			send(GetParam().signal);
			tell("inside");
			end_holding(way);
		}
	});
	EXPECT_TRUE(story.starts_with("inside\nbegin")) << story;
}

INSTANTIATE_TEST_SUITE_P(Causes, Faults, testing::ValuesIn(faults),
	[](const auto& info) { return std::string(info.param.name); });

/* What a fault's handler finds held is delivered neither in it nor lost, also
 * if it has sections of its own. */
TEST(FaultsAndSections, SectionInAFaultHandler)
{
	in_child([] {
		static int inHandler;
		install(SIGUSR1, count_delivery);
		install(SIGUSR2, count_delivery);
		install(SIGSEGV, [](int, siginfo_t*, void*, void*) {
			begin_holding();
			send_to_myself(SIGUSR2);
			end_holding();
			inHandler = handled;
			siglongjmp(behind_the_fault, 1);
		});
		begin_holding();
		send_to_myself(SIGUSR1);
		cause_and_return(faults[0]);
		EXPECT_EQ(inHandler, 0);
		EXPECT_EQ(handled, 0);
		EXPECT_EQ(end_holding(), 0);
		EXPECT_EQ(handled, 2);
		EXPECT_EQ(kernel_mask(), 0u);
	});
}

/* The handler of a fault leaves the section by itself: what is held comes. */
TEST(FaultsAndSections, SectionLeftInAFaultHandler)
{
	in_child([] {
		install(SIGUSR1, count_delivery);
		install(SIGSEGV, [](int, siginfo_t*, void*, void*) {
			EXPECT_EQ(end_holding(), 0);
			EXPECT_EQ(handled, 1);
			siglongjmp(behind_the_fault, 1);
		});
		begin_holding();
		send_to_myself(SIGUSR1);
		cause_and_return(faults[0]);
		EXPECT_EQ(end_holding(), -1);
		EXPECT_EQ(kernel_mask(), 0u);
	});
}
