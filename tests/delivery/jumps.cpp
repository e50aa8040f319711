// Leaving handlers with siglongjmp() and longjmp(), also between code of the
// host and of ours.
#include "delivery_host.h"
#include "delivery_test.h"

#include <setjmp.h>

namespace {

constexpr int MANY = 20000;

sigjmp_buf environment;
int calls;


void
jump_out(int, void*, vregs*)
{
	calls++;
	siglongjmp(environment, 1);
}

class Jumps : public DeliveryTest {
protected:
	Jumps()
	{
		set_true_mask(0);
		calls = 0;
	}
};

}	// namespace


TEST_F(Jumps, SiglongjmpRestoresASavedMask)
{
	set_true_mask(bit(SIGBUS) | bit(40));
	install(SIGUSR1, jump_out, nullptr, 0, bit(SIGHUP));
	if (sigsetjmp(environment, 1) == 0)
		send_to_myself(SIGUSR1);
	EXPECT_EQ(calls, 1);
	EXPECT_EQ(true_mask(), bit(SIGBUS) | bit(40));
}


TEST_F(Jumps, WithoutASavedMaskTheHandlersStays)
{
	install(SIGUSR1, jump_out, nullptr, 0, bit(SIGHUP));
	if (sigsetjmp(environment, 0) == 0)
		send_to_myself(SIGUSR1);
	EXPECT_EQ(calls, 1);
	EXPECT_EQ(true_mask(), bit(SIGUSR1) | bit(SIGHUP));
}


TEST_F(Jumps, LongjmpLeavesTheMaskAfterSetjmp)
{
	install(SIGUSR1, [](int, void*, vregs*) { longjmp(environment, 1); },
		nullptr, 0, bit(SIGBUS));
	if (setjmp(environment) == 0)
		send_to_myself(SIGUSR1);
	EXPECT_EQ(true_mask(), bit(SIGUSR1) | bit(SIGBUS));
}


TEST_F(Jumps, ManyTimesWithMask)
{
	install(SIGUSR1, jump_out);
	static int i;
	for (i = 0; i < MANY; i++) {
		if (sigsetjmp(environment, 1) == 0) {
			raise(SIGUSR1);
			FAIL() << "the handler has returned";
		}
	}
	EXPECT_EQ(calls, MANY);
	EXPECT_EQ(true_mask(), 0u);
}


TEST_F(Jumps, ManyTimesWithoutMask)
{
	install(SIGUSR1, jump_out, nullptr, SA_NODEFER);
	static int i;
	for (i = 0; i < MANY; i++) {
		if (sigsetjmp(environment, 0) == 0) {
			raise(SIGUSR1);
			FAIL() << "the handler has returned";
		}
	}
	EXPECT_EQ(calls, MANY);
}


TEST_F(Jumps, ValueArrives)
{
	install(SIGUSR1, [](int, void*, vregs*) { siglongjmp(environment, 42); });
	const int value = sigsetjmp(environment, 1);
	if (value == 0)
		raise(SIGUSR1);
	EXPECT_EQ(value, 42);
	/* 0 would be taken for the first return (POSIX, longjmp()). */
	install(SIGUSR2, [](int, void*, vregs*) { siglongjmp(environment, 0); });
	const int one = sigsetjmp(environment, 1);
	if (one == 0)
		raise(SIGUSR2);
	EXPECT_EQ(one, 1);
}


/* After a jump out of sigsuspend() the thread blocks what it blocked before. */
TEST_F(Jumps, OutOfSigsuspend)
{
	set_true_mask(bit(SIGUSR1));
	install(SIGUSR1, jump_out);
	send_to_myself(SIGUSR1);
	if (sigsetjmp(environment, 1) == 0) {
		const sigset_t none = 0;
		sigsuspend(&none);
		FAIL() << "the handler has returned";
	}
	EXPECT_EQ(true_mask(), bit(SIGUSR1));
	/* And the next call works as ever. */
	install(SIGUSR1, [](int, void*, vregs*) { calls++; });
	send_to_myself(SIGUSR1);
	const sigset_t none = 0;
	EXPECT_EQ(sigsuspend(&none), -1);
	EXPECT_EQ(calls, 2);
	EXPECT_EQ(true_mask(), bit(SIGUSR1));
}


TEST_F(Jumps, OutOfAFaultManyTimes)
{
	install(SIGSEGV, jump_out);
	static int i;
	for (i = 0; i < 20000; i++) {
		if (sigsetjmp(environment, 1) == 0)
			*(volatile int*)16 = 1;
	}
	EXPECT_EQ(calls, 20000);
}


TEST_F(Jumps, BuffersAreAsLargeAsTheHosts)
{
	EXPECT_EQ(sizeof(sigjmp_buf), host_jump_buffer_size);
}


/* The host's sigsetjmp(), our siglongjmp() from a handler of ours. */
TEST_F(Jumps, FromOurHandlerToTheHostsSetjmp)
{
	set_true_mask(bit(40));
	install(SIGUSR1, jump_out);
	static int i;
	for (i = 0; i < 1000; i++) {
		ASSERT_EQ(host_call_with_jump_buffer(&environment, 1, [] {
			raise(SIGUSR1);
		}), 1);
		ASSERT_EQ(true_mask(), bit(40));
	}
	EXPECT_EQ(calls, 1000);
}


/* Our sigsetjmp(), the host's siglongjmp() called within a handler of ours. */
TEST_F(Jumps, FromTheHostsSiglongjmpToOurSetjmp)
{
	set_true_mask(bit(40));
	install(SIGUSR1, [](int, void*, vregs*) {
		calls++;
		host_jump(&environment, 5);
	});
	static int i;
	for (i = 0; i < 1000; i++) {
		const int value = sigsetjmp(environment, 1);
		if (value == 0)
			raise(SIGUSR1);
		ASSERT_EQ(value, 5);
		ASSERT_EQ(true_mask(), bit(40));
	}
	EXPECT_EQ(calls, 1000);
}


TEST_F(Jumps, HostOnlySignalsAreInTheSavedMask)
{
	const uint64_t mask = bit(HOST_SIGPWR) | bit(host_number(40));
	syscall(SYS_rt_sigprocmask, 2, &mask, nullptr, sizeof(mask));
	sigmask_resync();
	if (sigsetjmp(environment, 1) == 0) {
		const uint64_t none = 0;
		syscall(SYS_rt_sigprocmask, 2, &none, nullptr, sizeof(none));
		sigmask_resync();
		siglongjmp(environment, 1);
	}
	EXPECT_EQ(kernel_mask(), mask);
}
