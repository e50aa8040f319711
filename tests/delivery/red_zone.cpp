// The 128 bytes below the stack pointer belong to the interrupted function
// (System V ABI for x86-64, 3.2.2).
#include "delivery_test.h"

#if defined(__x86_64__)

#include <atomic>
#include <pthread.h>

namespace {

std::atomic<int> deliveries;
constexpr int ENOUGH = 2000;

struct storm {
	pid_t	target;
	int		signal;
};


void*
send_signals(void* argument)
{
	const storm& order = *(const storm*)argument;
	while (deliveries.load() < ENOUGH)
		syscall(SYS_tgkill, getpid(), order.target, host_number(order.signal));
	return nullptr;
}


/* Writes to all of the red zone, then looks whether it is as written; until
 * there have been enough deliveries. Returns the number of damaged words. */
__attribute__((noinline)) long
watch_red_zone()
{
	long damaged = 0;
	asm volatile(
		"1:\n\t"
		"movq $-128, %%rcx\n"
		"2:\n\t"
		"movq %%rcx, (%%rsp, %%rcx)\n\t"
		"addq $8, %%rcx\n\t"
		"jnz 2b\n\t"
		"movq $-128, %%rcx\n"
		"3:\n\t"
		"cmpq %%rcx, (%%rsp, %%rcx)\n\t"
		"je 4f\n\t"
		"incq %[damaged]\n"
		"4:\n\t"
		"addq $8, %%rcx\n\t"
		"jnz 3b\n\t"
		"cmpl %[enough], %[deliveries]\n\t"
		"jl 1b"
		: [damaged] "+r"(damaged)
		: [enough] "i"(ENOUGH), [deliveries] "m"(deliveries)
		: "rcx", "cc", "memory");
	return damaged;
}

class RedZone : public DeliveryTest {
};

}	// namespace


TEST_F(RedZone, IsKept)
{
	deliveries = 0;
	install(SIGUSR1, [](int, void*, vregs*) { deliveries++; });
	storm order = { thread_number(), SIGUSR1 };
	pthread_t sender;
	ASSERT_EQ(pthread_create(&sender, nullptr, send_signals, &order), 0);
	/* What the compiler itself keeps below the stack pointer is in the frame
	 * of this function, which is not a leaf. */
	EXPECT_EQ(watch_red_zone(), 0);
	pthread_join(sender, nullptr);
	EXPECT_GE(deliveries.load(), ENOUGH);
}

#endif
