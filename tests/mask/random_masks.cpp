// Whatever changes the mask, what the program is told of it is what the kernel
// has: compared after every step of long random sequences, and in every
// handler, while another thread sends signals as fast as it can.
//
// MASK_STEPS=number sets the length, MASK_SEED=number repeats a sequence.
#include <atomic>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/lpmap.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/kernel_signals.h"
#include "../common/linear_congruential.h"
#include "mask_calls.h"

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace {

/* Sent all the time; raised by the thread itself; let out of all sets: the time
 * limit of a child. */
constexpr int OFTEN[] = { 36, SIGUSR1, SIGHUP };
constexpr int RAISED = 33;
constexpr int TIME_LIMIT = SIGALRM;

linear_congruential numbers;

unsigned
draw(unsigned end)
{
	return numbers.below(end);
}

sigset_t
draw_set()
{
	static const sigset_t all = [] {
		sigset_t set = 0;
		for (int signal = 1; signal <= LAST_REALTIME; signal++) {
			if (host_number(signal) != 0 && signal != SIGKILL
				&& signal != SIGSTOP && signal != TIME_LIMIT)
				set |= bit(signal);
		}
		return set;
	}();
	sigset_t set = 0;
	for (int words = 0; words < 3; words++)
		set = set << 20 ^ draw(1u << 20);
	return set & all;
}

sigset_t
believed()
{
	sigset_t mask = 0;
	if (draw(2) == 0)
		EXPECT_EQ(sigprocmask(SIG_BLOCK, nullptr, &mask), 0);
	else
		EXPECT_EQ(pthread_sigmask(SIG_SETMASK, nullptr, &mask), 0);
	return mask;
}

/* What the mask has to be. */
sigset_t expected;

std::atomic<int> deliveries;
std::atomic<int> wrong_in_handlers;
/* The first that was wrong: what was told, what it was, and where. */
std::atomic<uint64_t> first_wrong[3];

void
note_wrong(int place, uint64_t told, uint64_t really)
{
	if (wrong_in_handlers++ == 0) {
		first_wrong[0] = told;
		first_wrong[1] = really;
		first_wrong[2] = place;
	}
}

/* Not with draw(): handlers come when they like. */
void
often_handler(int, siginfo_t*, void* context, void*)
{
	deliveries++;
	const auto compare = [](int place) {
		sigset_t mask = 0;
		sigprocmask(SIG_BLOCK, nullptr, &mask);
		if (mask != true_mask())
			note_wrong(place, mask, true_mask());
	};
	compare(-1);
	const sigset_t before = ((ucontext_t*)context)->uc_sigmask;
	const sigset_t some = bit(SIGTERM) | bit(37);
	switch (deliveries % 4) {
		case 0:
			sigprocmask(SIG_BLOCK, &some, nullptr);
			compare(0);
			break;
		case 1:
			sigprocmask(SIG_UNBLOCK, &some, nullptr);
			compare(1);
			break;
		case 2:
			sigblockall();
			sigunblockall();
			compare(2);
			break;
	}
	const sigset_t after = ((ucontext_t*)context)->uc_sigmask;
	if (after != before)
		note_wrong(3, after, before);
}

/* What the handler of RAISED is to do. */
enum { RETURN, CHANGE_CONTEXT, JUMP, JUMP_FROM_SECTION } errand;
sigset_t errand_set;
sigjmp_buf environment;

void
raised_handler(int, siginfo_t*, void* context, void*)
{
	sigset_t mask = 0;
	sigprocmask(SIG_BLOCK, nullptr, &mask);
	EXPECT_EQ(mask, true_mask());
	EXPECT_EQ(((ucontext_t*)context)->uc_sigmask, expected);
	sigprocmask(SIG_SETMASK, &errand_set, nullptr);
	sigprocmask(SIG_BLOCK, nullptr, &mask);
	EXPECT_EQ(mask, errand_set);
	EXPECT_EQ(true_mask(), errand_set);
	switch (errand) {
		case RETURN:
			break;
		case CHANGE_CONTEXT:
			((ucontext_t*)context)->uc_sigmask = errand_set;
			break;
		case JUMP_FROM_SECTION:
			sigblockall();
			siglongjmp(environment, 1);
		case JUMP:
			siglongjmp(environment, 1);
	}
}

void
install(int signal, void (*handler)(int, siginfo_t*, void*, void*),
	sigset_t mask, int flags = 0)
{
	struct sigaction action = {};
	action.sa_sigaction = (void (*)(int, siginfo_t*, void*))(void*)handler;
	action.sa_mask = mask;
	action.sa_flags = SA_SIGINFO | flags;
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
}

/* -- the steps -------------------------------------------------------------------- */

sigset_t
changed(int how, sigset_t set, sigset_t mask)
{
	return how == SIG_BLOCK ? mask | set
		: how == SIG_UNBLOCK ? mask & ~set : set;
}

void
change_by_program()
{
	const int hows[] = { SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK };
	const int how = hows[draw(3)];
	/* Often a change that changes nothing. */
	sigset_t set = draw_set();
	switch (draw(4)) {
		case 0:
			set = how == SIG_BLOCK ? set & expected
				: how == SIG_UNBLOCK ? set & ~expected : expected;
			break;
		case 1:
			set &= bit(SIGUSR1) | bit(36) | bit(SIGTERM);
			break;
	}
	sigset_t old = 0;
	if (draw(2) == 0)
		EXPECT_EQ(sigprocmask(how, &set, &old), 0);
	else
		EXPECT_EQ(pthread_sigmask(how, &set, &old), 0);
	EXPECT_EQ(old, expected);
	expected = changed(how, set, expected);
}

void
change_by_xsi()
{
	const int signals[] = { SIGUSR1, SIGUSR2, SIGTERM, SIGWINCH, 36, 40 };
	const int signal = signals[draw(6)];
	switch (draw(3)) {
		case 0:
			EXPECT_EQ(sighold(signal), 0);
			expected |= bit(signal);
			break;
		case 1:
			EXPECT_EQ(sigrelse(signal), 0);
			expected &= ~bit(signal);
			break;
		default:
			EXPECT_NE(sigset(signal, SIG_HOLD), SIG_ERR);
			expected |= bit(signal);
			break;
	}
}

void
suspend()
{
	const sigset_t mask = draw_set() & ~bit(36);
	EXPECT_EQ(sigsuspend(&mask), -1);
	EXPECT_EQ(errno, EINTR);
}

void
raise_with_errand()
{
	const sigset_t one = bit(RAISED);
	sigprocmask(SIG_UNBLOCK, &one, nullptr);
	expected &= ~one;
	errand_set = draw_set() | one;
	errand = (decltype(errand))draw(4);
	const sigset_t before = expected;
	if (sigsetjmp(environment, 1) == 0) {
		if (draw(2) == 0)
			raise(RAISED);
		else {
			sigblockall();
			raise(RAISED);
			sigunblockall();
		}
		/* The handler may have run upon the frame of another, whose first
		 * instruction was still to come: then it has changed the mask of that
		 * one, whose return puts back the mask from before. */
		if (errand == CHANGE_CONTEXT && believed() != before)
			expected = errand_set;
	} else {
		expected = before;
		if (errand == JUMP_FROM_SECTION) {
			EXPECT_EQ(sigunblockall() & LPMAP_DEPTH_MASK, 0u);
		}
	}
}

void
section()
{
	sigblockall();
	for (unsigned i = draw(4); i > 0; i--) {
		EXPECT_EQ(believed(), expected);
		if (draw(2) == 0)
			change_by_program();
		else
			change_by_xsi();
	}
	EXPECT_EQ(believed(), expected);
	sigunblockall();
}

void
jump_back()
{
	const sigset_t before = expected;
	if (sigsetjmp(environment, 1) == 0) {
		change_by_program();
		siglongjmp(environment, 1);
	}
	expected = before;
}

void
compare_with_kernel()
{
	ASSERT_EQ(believed(), expected);
	ASSERT_EQ(true_mask(), expected);
}

void
make_a_thread()
{
	pthread_t thread;
	ASSERT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
		sigset_t mask = 0;
		sigprocmask(SIG_BLOCK, nullptr, &mask);
		EXPECT_EQ(mask, expected);
		EXPECT_EQ(true_mask(), expected);
		const sigset_t none = 0;
		sigprocmask(SIG_SETMASK, &none, nullptr);
		EXPECT_EQ(true_mask(), 0u);
		return nullptr;
	}, nullptr), 0);
	pthread_join(thread, nullptr);
}

void
make_a_child()
{
	const pid_t child = fork();
	if (child == 0) {
		compare_with_kernel();
		for (int i = 0; i < 5; i++) {
			change_by_program();
			compare_with_kernel();
		}
		_exit(testing::Test::HasFailure() ? 1 : 0);
	}
	ASSERT_EQ(kernel_status_of(child), 0);
}

/* Host code sees the same mask. */
void
change_by_host()
{
	const sigset_t set = draw_set();
	const int how = draw(3);
	const uint64_t before = mask_seen_by_host();
	EXPECT_EQ(set_from_kernel(before), expected);
	const uint64_t old
		= change_mask_by_host((host_how)how, host_set(set), draw(2) == 0);
	EXPECT_EQ(old, before);
	const int ours[] = { SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK };
	expected = changed(ours[how], set, expected);
}

void
hold_or_release_by_host()
{
	const bool hold = draw(2) == 0;
	hold_by_host(host_number(SIGTERM), hold);
	expected = changed(hold ? SIG_BLOCK : SIG_UNBLOCK, bit(SIGTERM), expected);
}

/* Numbers up to 30 without the time limit's; which of ours they are, and what a
 * restored set means for SIGBUS, is the legacy suite's matter. */
void
change_by_legacy()
{
	const unsigned set = draw(1u << 30) & ~(1u << (TIME_LIMIT - 1));
	if (draw(2) == 0)
		block_and_restore_by_legacy(set);
	else
		change_mask_by_legacy(draw(2), set);
	expected = believed();
}

struct step {
	const char*	name;
	void		(*take)();
	unsigned	weight;
};

constexpr step steps[] = {
	{ "change by the program", change_by_program, 300 },
	{ "change by XSI's functions", change_by_xsi, 150 },
	{ "sigsuspend()", suspend, 60 },
	{ "handler", raise_with_errand, 150 },
	{ "section", section, 150 },
	{ "siglongjmp()", jump_back, 100 },
	{ "change by host code", change_by_host, 100 },
	{ "hold by host code", hold_or_release_by_host, 50 },
	{ "change by legacy code", change_by_legacy, 100 },
	{ "thread", make_a_thread, 6 },
	{ "child", make_a_child, 3 }
};

const step&
draw_step()
{
	unsigned sum = 0;
	for (const step& each : steps)
		sum += each.weight;
	unsigned drawn = draw(sum);
	const step* chosen = steps;
	while (drawn >= chosen->weight)
		drawn -= (chosen++)->weight;
	return *chosen;
}

unsigned long
number_from_environment(const char* name, unsigned long otherwise)
{
	const char* given = getenv(name);
	return given != nullptr ? strtoul(given, nullptr, 0) : otherwise;
}

void
install_handlers()
{
	for (const int signal : OFTEN)
		/* Not the queued one: thousands may be pending. */
		install(signal, often_handler, signal == SIGHUP ? ~(sigset_t)0 : 0,
			signal == SIGUSR1 ? SA_NODEFER : 0);
	for (const int signal : { SIGUSR2, SIGTERM, SIGWINCH, 40 })
		install(signal, often_handler, bit(36));
	install(RAISED, raised_handler, draw_set());
}

void
run_steps(unsigned long count)
{
	expected = draw_set();
	sigprocmask(SIG_SETMASK, &expected, nullptr);
	for (unsigned long i = 0; i < count; i++) {
		const step& next = draw_step();
		next.take();
		compare_with_kernel();
		if (i % 64 == 0) {
			EXPECT_EQ(set_from_kernel(thread_set_in_proc(thread_number(),
				"SigBlk")), expected);
		}
		ASSERT_FALSE(testing::Test::HasFailure())
			<< "in step " << i << ": " << next.name;
	}
}

struct barrage {
	pid_t				target;
	std::atomic<bool>	done = false;
	pthread_t			thread;

	explicit barrage(bool toProcess)
		:
		target(toProcess ? 0 : thread_number())
	{
		sigset_t all = ~(sigset_t)0, old = 0;
		sigprocmask(SIG_SETMASK, &all, &old);
		if (pthread_create(&thread, nullptr, Run, this) != 0)
			abort();
		sigprocmask(SIG_SETMASK, &old, nullptr);
	}

	~barrage()
	{
		done = true;
		pthread_join(thread, nullptr);
	}

	static void*
	Run(void* data)
	{
		barrage& self = *(barrage*)data;
		for (unsigned i = 0; !self.done; i++) {
			const int signal = OFTEN[i % std::size(OFTEN)];
			const int number = host_number(signal);
			if (self.target != 0)
				syscall(SYS_tgkill, getpid(), self.target, number);
			else
				syscall(SYS_kill, getpid(), number);
			/* Slower than handlers are, or the program would never get on:
			 * the kernel delivers all that is pending first. */
			usleep(1);
		}
		return nullptr;
	}
};

}	// namespace

class RandomMasks : public testing::TestWithParam<bool> {};

TEST_P(RandomMasks, AreAlwaysTheKernels)
{
	const unsigned long seed
		= number_from_environment("MASK_SEED", time(nullptr));
	const unsigned long count = number_from_environment("MASK_STEPS", 4000);
	printf("MASK_SEED=%lu\n", seed);
	in_child([&] {
		if (count > 100000)
			alarm(0);
		numbers.state = seed;
		install_handlers();
		{
			const barrage signals(GetParam());
			run_steps(count);
		}
		EXPECT_EQ(wrong_in_handlers, 0) << std::hex << "told "
			<< first_wrong[0] << ", really " << first_wrong[1] << ", at "
			<< (int)first_wrong[2];
		EXPECT_GT(deliveries, 100);
	});
}

INSTANTIATE_TEST_SUITE_P(Barrages, RandomMasks, testing::Bool(),
	[](const auto& info) {
		return info.param ? "ToTheProcess" : "ToTheThread";
	});
