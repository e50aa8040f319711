// A signal that arrives while another one is on its way to being held back, at
// each instruction of that way: the parent steps the child to it.
#include "sections_test.h"

#include <sys/ptrace.h>
#include <sys/wait.h>

/* More than the way has: the last ones arrive when the section is over. */
static constexpr int STEPS = 400;

/* The kernel's numbers, in what the parent sees. */
static constexpr int TRAP_IN_KERNEL = 5;
static constexpr int STOP_IN_KERNEL = 19;

static int
next_status(pid_t child)
{
	int status = -1;
	while (syscall(SYS_wait4, child, &status, 0, nullptr) == -1
		&& errno == EINTR)
		;
	return status;
}

static bool
has_stopped(int status, int hostSignal)
{
	return status == (hostSignal << 8 | 0x7f);
}

/* One instruction, with hostSignal delivered before it. */
static int
step(pid_t child, int hostSignal)
{
	ptrace(PTRACE_SINGLESTEP, child, 0, hostSignal);
	return next_status(child);
}

/* In round n the second signal is sent n instructions after the first one's
 * handler was called. Returns the child's last status. */
static int
send_upon_arrivals(pid_t child, int first, int second)
{
	int round = 0;
	int status = next_status(child);
	while ((status & 0xff) == 0x7f) {
		int delivered = status >> 8;
		if (has_stopped(status, first)) {
			status = step(child, first);
			for (int i = 0;
					i < round && has_stopped(status, TRAP_IN_KERNEL); i++)
				status = step(child, 0);
			round++;
			syscall(SYS_tgkill, child, child, second);
			/* The stop of the step; any other is that of a signal. */
			delivered
				= has_stopped(status, TRAP_IN_KERNEL) ? 0 : status >> 8;
		} else if (delivered == STOP_IN_KERNEL)
			delivered = 0;
		ptrace(PTRACE_CONT, child, 0, delivered);
		status = next_status(child);
	}
	return status;
}

static int
arrive_in_sections()
{
	install(SIGUSR1, count_delivery);
	install(SIGUSR2, count_delivery);
	ptrace(PTRACE_TRACEME, 0, 0, 0);
	syscall(SYS_tgkill, getpid(), thread_number(), STOP_IN_KERNEL);
	for (int i = 0; i < STEPS; i++) {
		const uint64_t before = true_mask();
		sigblockall();
		send_to_myself(SIGUSR1);
		sigunblockall();
		EXPECT_EQ(handled, 2 * (i + 1)) << i;
		EXPECT_EQ(true_mask(), before) << i;
		EXPECT_EQ(believed_mask(holding::BY_SECTION), sigset_t{0}) << i;
		if (testing::Test::HasFailure())
			return 1;
	}
	return 0;
}

TEST(ArrivalsUponArrivals, LeaveTheMaskAsItWas)
{
	const pid_t child = start_child(arrive_in_sections);
	EXPECT_EQ(send_upon_arrivals(child, host_number(SIGUSR1),
		host_number(SIGUSR2)), 0);
}
