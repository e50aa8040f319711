// A signal that arrives while another one is on its way to being held back, at
// each instruction of that way: the parent steps the child to it.
#include "sections_test.h"

#include <sys/ptrace.h>
#include <sys/wait.h>
#include <vector>

#include "../common/set_of.h"

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

/* -- a queued signal upon itself --------------------------------------------- */

/* Where the first of each round arrives. */
enum class place { IN_A_SECTION, IN_A_HOST_CALL };

/* The word of the system call's number in what PTRACE_PEEKUSER shows, and how
 * many words come before it (sys/user.h). */
#if defined(__x86_64__)
static constexpr long CALL_NUMBER = 15 * 8;
#else
static constexpr long CALL_NUMBER = 11 * 4;
#endif

static void
queue_from_parent(pid_t child, int hostSignal, int value)
{
	constexpr int QUEUED = -1;
	constexpr int VALUE = sizeof(long) == 8 ? 6 : 5;
	int info[32] = {};
	info[0] = hostSignal;
	info[2] = QUEUED;
	info[VALUE] = value;
	syscall(SYS_rt_tgsigqueueinfo, child, child, hostSignal, info);
}

/* Lets the child go on up to the return of its next execve(). */
static void
go_to_end_of_execve(pid_t child)
{
	for (int seen = 0; seen < 2;) {
		ptrace(PTRACE_SYSCALL, child, 0, 0);
		if (!has_stopped(next_status(child), TRAP_IN_KERNEL))
			return;
		if (ptrace(PTRACE_PEEKUSER, child, CALL_NUMBER, 0) == SYS_execve)
			seen++;
	}
}

/* A round begins when the child stops. Then one signal is sent and, n
 * instructions later, two more, which the kernel puts upon each other. */
static int
queue_upon_arrivals(pid_t child, int hostSignal, place where)
{
	int round = 0;
	int value = 0;
	bool begins = false;
	int status = next_status(child);
	while ((status & 0xff) == 0x7f) {
		int delivered = status >> 8;
		if (has_stopped(status, STOP_IN_KERNEL)) {
			if (where == place::IN_A_HOST_CALL)
				go_to_end_of_execve(child);
			queue_from_parent(child, hostSignal, value++);
			begins = true;
			delivered = 0;
		} else if (begins && has_stopped(status, hostSignal)) {
			begins = false;
			status = step(child, hostSignal);
			for (int i = 0;
					i < round && has_stopped(status, TRAP_IN_KERNEL); i++)
				status = step(child, 0);
			round++;
			queue_from_parent(child, hostSignal, value++);
			queue_from_parent(child, hostSignal, value++);
			delivered
				= has_stopped(status, TRAP_IN_KERNEL) ? 0 : status >> 8;
		}
		ptrace(PTRACE_CONT, child, 0, delivered);
		status = next_status(child);
	}
	return status;
}

static void
stop_for_parent()
{
	syscall(SYS_tgkill, getpid(), thread_number(), STOP_IN_KERNEL);
}

/* Their order is that in which sigtimedwait() takes them. */
static int
take_queue(place where)
{
	const int signal = SIGRTMIN;
	const sigset_t set = set_of(signal);
	const timespec now = {};
	char* const nothing[] = { nullptr };
	install(signal, count_delivery, SA_NODEFER);
	ptrace(PTRACE_TRACEME, 0, 0, 0);
	int next = 0;
	for (int i = 0; i < STEPS && handled == 0; i++) {
		sigblockall();
		stop_for_parent();
		if (where == place::IN_A_HOST_CALL)
			execve("/nowhere/nothing", nothing, nothing);
		sigprocmask(SIG_BLOCK, &set, nullptr);
		sigunblockall();
		siginfo_t info;
		while (sigtimedwait(&set, &info, &now) == signal)
			EXPECT_EQ(info.si_value.sival_int, next++) << "round " << i;
		sigprocmask(SIG_UNBLOCK, &set, nullptr);
		if (testing::Test::HasFailure())
			return 1;
	}
	/* At least all that arrive in the entry. */
	EXPECT_GT(next, 3 * 50);
	return testing::Test::HasFailure() ? 1 : 0;
}

static void
expect_order_of_queue(place where)
{
	const pid_t child = start_child([where] { return take_queue(where); });
	EXPECT_EQ(queue_upon_arrivals(child, host_number(SIGRTMIN), where), 0);
}

TEST(ArrivalsUponArrivals, OfAQueuedSignalWithNodeferKeepTheirOrder)
{
	expect_order_of_queue(place::IN_A_SECTION);
}

TEST(ArrivalsUponArrivals, OfAQueuedSignalInAHostCallKeepTheirOrder)
{
	expect_order_of_queue(place::IN_A_HOST_CALL);
}
