// What a handler is called with, in each form.
#include "delivery_test.h"

namespace {

struct arguments {
	int			calls;
	int			signal;
	void*		userdata;
	vregs*		registers;
	siginfo_t*	info;
	void*		context;
	int			info_signal;
};

arguments seen;


void
note_plain(int signal, void* userdata, vregs* registers)
{
	seen.calls++;
	seen.signal = signal;
	seen.userdata = userdata;
	seen.registers = registers;
}


void
note_info(int signal, siginfo_t* info, void* context, void* userdata)
{
	note_plain(signal, userdata, &((ucontext_t*)context)->uc_mcontext);
	seen.info = info;
	seen.context = context;
	seen.info_signal = info->si_signo;
}

class EverySignal : public DeliveryTest,
	public testing::WithParamInterface<int> {
protected:
	EverySignal()
	{
		seen = {};
	}
};

std::vector<int>
catchable_signals()
{
	std::vector<int> signals;
	for (int signal = 1; signal <= LAST_REALTIME; signal++) {
		if (can_be_caught(signal))
			signals.push_back(signal);
	}
	return signals;
}

}	// namespace


TEST_P(EverySignal, PlainHandlerGetsNumberUserdataAndRegisters)
{
	int marker;
	install(GetParam(), note_plain, &marker);
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(seen.calls, 1);
	EXPECT_EQ(seen.signal, GetParam());
	EXPECT_EQ(seen.userdata, &marker);
	ASSERT_NE(seen.registers, nullptr);
}


TEST_P(EverySignal, InfoHandlerGetsInfoContextAndUserdata)
{
	int marker;
	install(GetParam(), note_info, &marker);
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(seen.calls, 1);
	EXPECT_EQ(seen.signal, GetParam());
	EXPECT_EQ(seen.info_signal, GetParam());
	EXPECT_EQ(seen.userdata, &marker);
	EXPECT_NE(seen.info, nullptr);
	EXPECT_NE(seen.context, nullptr);
}


TEST_P(EverySignal, PosixHandlersWithFewerParametersWork)
{
	static volatile sig_atomic_t number;
	number = 0;
	ASSERT_NE(signal(GetParam(), [](int signal) { number = signal; }), SIG_ERR);
	ASSERT_EQ(raise(GetParam()), 0);
	EXPECT_EQ(number, GetParam());
}


INSTANTIATE_TEST_SUITE_P(Delivery, EverySignal,
	testing::ValuesIn(catchable_signals()));


class Arguments : public DeliveryTest {
};


TEST_F(Arguments, RegistersAreThoseOfTheInterruptedFunction)
{
	static unsigned long stackPointer;
	install(SIGTRAP, [](int, void*, vregs* registers) {
		stackPointer = registers->STACK_POINTER;
	});
	char here;
	asm volatile("int3");
	/* int3 does not move the stack pointer: it is within this frame. */
	EXPECT_LT((uintptr_t)&here - stackPointer, 4096u);
}


TEST_F(Arguments, HandlerIsCalledWithAlignedStack)
{
	/* 16 bytes at the call (System V ABI, 3.2.2): what SSE code relies on. */
	static uintptr_t misalignment;
	install(SIGUSR1, [](int, void*, vregs*) {
		const uintptr_t frame = (uintptr_t)__builtin_frame_address(0);
		misalignment = frame % sizeof(void*);
		struct alignas(16) { char bytes[16]; } aligned;
		asm volatile("movaps %%xmm0, %0" : "=m"(aligned));
		misalignment += (uintptr_t)&aligned % 16;
	});
	misalignment = 1;
	ASSERT_EQ(raise(SIGUSR1), 0);
	EXPECT_EQ(misalignment, 0u);
}


TEST_F(Arguments, ErrnoSurvivesTheHandler)
{
	install(SIGUSR1, [](int, void*, vregs*) { errno = E2BIG; });
	install(SIGUSR2, [](int, siginfo_t*, void*, void*) { errno = E2BIG; });
	errno = EXDEV;
	send_to_myself(SIGUSR1);
	EXPECT_EQ(errno, EXDEV);
	send_to_myself(SIGUSR2);
	EXPECT_EQ(errno, EXDEV);
}


TEST_F(Arguments, UserdataOfEachSignalIsItsOwn)
{
	int markers[LAST_REALTIME + 1];
	for (const int signal : catchable_signals())
		install(signal, note_plain, &markers[signal]);
	for (const int signal : catchable_signals()) {
		ASSERT_EQ(raise(signal), 0);
		EXPECT_EQ(seen.userdata, &markers[signal]) << signal;
	}
}
