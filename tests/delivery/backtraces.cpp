// backtrace() from a handler reaches the interrupted function and its callers.
#include "delivery_test.h"
#include "fault_functions.h"

#include <atomic>
#include <execinfo.h>
#include <pthread.h>
#include <setjmp.h>

namespace {

void* frames[128];
int depth;
sigjmp_buf environment;
alignas(64) char alternate[64 * 1024];


void
trace_and_jump(int, void*, vregs*)
{
	depth = backtrace(frames, 128);
	siglongjmp(environment, 1);
}


void
trace_with_info_and_jump(int, siginfo_t*, void*, void*)
{
	depth = backtrace(frames, 128);
	siglongjmp(environment, 1);
}


/* Where in the trace an address is, or -1. */
int
position_of(const void* address)
{
	for (int i = 0; i < depth; i++) {
		if (frames[i] == address)
			return i;
	}
	return -1;
}

struct fault {
	const char*	name;
	int			signal;
	void		(*function)();
	void*		instruction;
};

const fault faults[] = {
	{ "AtFirstInstruction", SIGSEGV, fault_at_first_instruction,
		(void*)fault_at_first_instruction },
	{ "InLeaf", SIGSEGV, fault_in_leaf, leaf_fault },
	{ "InDivision", SIGFPE, fault_in_division, division_fault }
};

enum kind {
	PLAIN,
	INFO,
	PLAIN_ON_ALTERNATE,
	INFO_ON_ALTERNATE
};

class Backtraces : public DeliveryTest,
	public testing::WithParamInterface<std::tuple<fault, kind>> {
protected:
	Backtraces()
	{
		set_true_mask(0);
		const stack_t stack = { alternate, sizeof(alternate), 0 };
		sigaltstack(&stack, nullptr);
		/* backtrace() loads its library with the first call. */
		backtrace(frames, 1);
		depth = 0;
	}

	~Backtraces()
	{
		const stack_t none = { nullptr, 0, SS_DISABLE };
		sigaltstack(&none, nullptr);
	}
};


std::string
name_of(const testing::TestParamInfo<std::tuple<fault, kind>>& info)
{
	static const char* const kinds[]
		= { "Plain", "Info", "PlainOnAlternate", "InfoOnAlternate" };
	return std::string(std::get<0>(info.param).name)
		+ kinds[std::get<1>(info.param)];
}

}	// namespace


TEST_P(Backtraces, ReachTheFaultAndItsCaller)
{
	const auto [fault, kind] = GetParam();
	const int flags
		= kind == PLAIN_ON_ALTERNATE || kind == INFO_ON_ALTERNATE
			? SA_ONSTACK : 0;
	if (kind == PLAIN || kind == PLAIN_ON_ALTERNATE)
		install(fault.signal, trace_and_jump, nullptr, flags);
	else
		install(fault.signal, trace_with_info_and_jump, nullptr, flags);
	if (sigsetjmp(environment, 1) == 0)
		call_from_known_place(fault.function);
	const int interrupted = position_of(fault.instruction);
	ASSERT_GE(interrupted, 0);
	EXPECT_EQ(position_of(call_return), interrupted + 1);
	/* And on to the program's start. */
	EXPECT_GT(depth, interrupted + 4);
}


INSTANTIATE_TEST_SUITE_P(Delivery, Backtraces, testing::Combine(
	testing::ValuesIn(faults),
	testing::Values(PLAIN, INFO, PLAIN_ON_ALTERNATE, INFO_ON_ALTERNATE)),
	name_of);


class NestedBacktraces : public DeliveryTest {
};


TEST_F(NestedBacktraces, ReachAllInterruptedFunctions)
{
	set_true_mask(0);
	install(SIGFPE, trace_and_jump);
	install(SIGSEGV, [](int, siginfo_t*, void*, void*) { fault_in_division(); });
	if (sigsetjmp(environment, 1) == 0)
		call_from_known_place(fault_in_leaf);
	const int inner = position_of(division_fault);
	const int outer = position_of(leaf_fault);
	ASSERT_GE(inner, 0);
	ASSERT_GT(outer, inner);
	EXPECT_EQ(position_of(call_return), outer + 1);
}


/* A signal from elsewhere, at any instruction of a function without frame. */
TEST_F(NestedBacktraces, ReachALeafInterruptedFromElsewhere)
{
	static volatile int running;
	static pid_t target;
	running = 0;
	target = thread_number();
	set_true_mask(0);
	install(SIGUSR1, trace_and_jump);
	pthread_t sender;
	ASSERT_EQ(pthread_create(&sender, nullptr, [](void*) -> void* {
		while (!running)
			sched_yield();
		syscall(SYS_tgkill, getpid(), target, host_number(SIGUSR1));
		return nullptr;
	}, nullptr), 0);
	if (sigsetjmp(environment, 1) == 0)
		call_from_known_place([] { spin_in_leaf(&running); });
	pthread_join(sender, nullptr);
	bool found = false;
	for (int i = 0; i < depth; i++) {
		found |= is_within(spin_start, spin_end - spin_start + 1, frames[i])
			|| frames[i] == (void*)spin_in_leaf;
	}
	EXPECT_TRUE(found);
	EXPECT_GE(position_of(call_return), 0);
}


TEST_F(NestedBacktraces, WorkInThreads)
{
	set_true_mask(0);
	install(SIGSEGV, trace_and_jump);
	pthread_t thread;
	ASSERT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
		if (sigsetjmp(environment, 1) == 0)
			call_from_known_place(fault_at_first_instruction);
		return nullptr;
	}, nullptr), 0);
	pthread_join(thread, nullptr);
	EXPECT_GE(position_of((void*)fault_at_first_instruction), 0);
	EXPECT_GE(position_of(call_return), 0);
}
