// Alternate stacks.
#include "delivery_test.h"

#include <pthread.h>
#include <setjmp.h>
#include <sys/mman.h>

namespace {

alignas(64) char alternate[64 * 1024];


class SignalStacks : public DeliveryTest {
protected:
	SignalStacks()
	{
		set_true_mask(0);
	}

	~SignalStacks()
	{
		const stack_t none = { nullptr, 0, SS_DISABLE };
		EXPECT_EQ(sigaltstack(&none, nullptr), 0);
	}

	static void
	use_alternate()
	{
		const stack_t stack = { alternate, sizeof(alternate), 0 };
		ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	}
};

struct observation {
	bool	on_alternate;
	stack_t	in_context;
	stack_t	queried;
	int		change_result;
	int		change_error;
};

observation seen;


void
observe(int, siginfo_t*, void* context, void*)
{
	char here;
	seen.on_alternate = is_within(alternate, sizeof(alternate), &here);
	seen.in_context = ((ucontext_t*)context)->uc_stack;
	sigaltstack(nullptr, &seen.queried);
	const stack_t none = { nullptr, 0, SS_DISABLE };
	errno = 0;
	seen.change_result = sigaltstack(&none, nullptr);
	seen.change_error = errno;
}


void
note_place(int, void*, vregs*)
{
	char here;
	seen.on_alternate = is_within(alternate, sizeof(alternate), &here);
}

sigjmp_buf environment;

}	// namespace


TEST_F(SignalStacks, OnstackHandlerRunsOnTheAlternateStack)
{
	use_alternate();
	install(SIGUSR1, observe, nullptr, SA_ONSTACK);
	send_to_myself(SIGUSR1);
	EXPECT_TRUE(seen.on_alternate);
	EXPECT_EQ(seen.in_context.ss_sp, alternate);
	EXPECT_EQ(seen.in_context.ss_size, sizeof(alternate));
	EXPECT_EQ(seen.in_context.ss_flags & SS_DISABLE, 0);
	EXPECT_EQ(seen.queried.ss_sp, alternate);
	EXPECT_EQ(seen.queried.ss_size, sizeof(alternate));
	EXPECT_EQ(seen.queried.ss_flags, SS_ONSTACK);
}


TEST_F(SignalStacks, StackInUseCannotBeChanged)
{
	use_alternate();
	install(SIGUSR1, observe, nullptr, SA_ONSTACK);
	send_to_myself(SIGUSR1);
	EXPECT_EQ(seen.change_result, -1);
	EXPECT_EQ(seen.change_error, EPERM);
	stack_t now;
	ASSERT_EQ(sigaltstack(nullptr, &now), 0);
	EXPECT_EQ(now.ss_sp, alternate);
	EXPECT_EQ(now.ss_flags, 0);
}


TEST_F(SignalStacks, OtherHandlersRunOnTheNormalStack)
{
	use_alternate();
	install(SIGUSR1, [](int signal, siginfo_t* info, void* context, void*) {
		observe(signal, info, context, nullptr);
	});
	send_to_myself(SIGUSR1);
	EXPECT_FALSE(seen.on_alternate);
	EXPECT_EQ(seen.in_context.ss_sp, alternate);
	EXPECT_EQ(seen.queried.ss_flags, 0);
	/* Not in use: it could be changed. */
	EXPECT_EQ(seen.change_result, 0);
}


TEST_F(SignalStacks, WithoutAlternateStackOnstackMeansNothing)
{
	install(SIGUSR1, observe, nullptr, SA_ONSTACK);
	send_to_myself(SIGUSR1);
	EXPECT_FALSE(seen.on_alternate);
	EXPECT_NE(seen.in_context.ss_flags & SS_DISABLE, 0);
	EXPECT_EQ(seen.in_context.ss_size, 0u);
}


TEST_F(SignalStacks, PlainHandlersRunThereToo)
{
	use_alternate();
	install(SIGUSR1, note_place, nullptr, SA_ONSTACK);
	seen = {};
	send_to_myself(SIGUSR1);
	EXPECT_TRUE(seen.on_alternate);
	install(SIGUSR1, note_place);
	send_to_myself(SIGUSR1);
	EXPECT_FALSE(seen.on_alternate);
}


TEST_F(SignalStacks, NestedHandlersStayOnTheAlternateStack)
{
	static ucontext_t* link;
	static ucontext_t* outer;
	use_alternate();
	install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
		outer = (ucontext_t*)context;
		send_to_myself(SIGUSR2);
	}, nullptr, SA_ONSTACK);
	install(SIGUSR2, [](int signal, siginfo_t* info, void* context, void*) {
		link = ((ucontext_t*)context)->uc_link;
		observe(signal, info, context, nullptr);
	}, nullptr, SA_ONSTACK);
	seen = {};
	send_to_myself(SIGUSR1);
	EXPECT_TRUE(seen.on_alternate);
	EXPECT_EQ(link, outer);

	/* Without SA_ONSTACK: where the interrupted handler is. */
	install(SIGUSR2, note_place);
	seen = {};
	send_to_myself(SIGUSR1);
	EXPECT_TRUE(seen.on_alternate);
}


TEST_F(SignalStacks, LinkLeadsFromTheAlternateToTheNormalStack)
{
	static ucontext_t* link;
	static ucontext_t* outer;
	use_alternate();
	install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
		outer = (ucontext_t*)context;
		send_to_myself(SIGUSR2);
	});
	install(SIGUSR2, [](int, siginfo_t*, void* context, void*) {
		link = ((ucontext_t*)context)->uc_link;
	}, nullptr, SA_ONSTACK);
	send_to_myself(SIGUSR1);
	EXPECT_EQ(link, outer);
}


TEST_F(SignalStacks, SiglongjmpLeavesTheAlternateStack)
{
	static int calls;
	static ucontext_t* link;
	calls = 0;
	use_alternate();
	install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
		calls++;
		link = ((ucontext_t*)context)->uc_link;
		siglongjmp(environment, 1);
	}, nullptr, SA_ONSTACK);
	static int i;
	for (i = 0; i < 10000; i++) {
		if (sigsetjmp(environment, 1) == 0) {
			send_to_myself(SIGUSR1);
			FAIL() << "the handler has not jumped";
		}
		ASSERT_EQ(link, nullptr);
	}
	EXPECT_EQ(calls, 10000);
	stack_t now;
	ASSERT_EQ(sigaltstack(nullptr, &now), 0);
	EXPECT_EQ(now.ss_flags, 0);
}


TEST_F(SignalStacks, StackOfTheSmallestSizeIsEnough)
{
	static char* smallest;
	smallest = alternate + sizeof(alternate) - MINSIGSTKSZ;
	memset(alternate, 0x55, sizeof(alternate));
	const stack_t stack = { smallest, MINSIGSTKSZ, 0 };
	ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	install(SIGUSR1, observe, nullptr, SA_ONSTACK);
	seen = {};
	send_to_myself(SIGUSR1);
	EXPECT_TRUE(seen.on_alternate);
	/* And nothing below it was written. */
	for (char* place = alternate; place < smallest; place++)
		ASSERT_EQ(*place, 0x55);
}


TEST_F(SignalStacks, RegisterChangesFromTheAlternateStackTakeEffect)
{
	use_alternate();
	install(SIGILL, [](int, void*, vregs* registers) {
		registers->INSTRUCTION_POINTER += 2;
	}, nullptr, SA_ONSTACK);
	int reached = 0;
	asm volatile("ud2\n\tmovl $1, %0" : "+r"(reached));
	EXPECT_EQ(reached, 1);
}


namespace {

/* Nobody sets it; the compiler does not know. */
volatile bool enough;


__attribute__((noinline)) int
recurse_for_ever(int depth)
{
	volatile char frame[1024];
	frame[0] = depth;
	return enough ? 0 : recurse_for_ever(depth + 1) + frame[0];
}

void* fault_address;
uintptr_t fault_stack_pointer;


/* Overflows the calling thread's stack and recovers, several times. */
void
survive_overflows()
{
	void* memory = mmap(nullptr, sizeof(alternate), PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	const stack_t stack = { memory, sizeof(alternate), 0 };
	ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	install(SIGSEGV, [](int, siginfo_t* info, void* context, void*) {
		fault_address = info->si_addr;
		fault_stack_pointer
			= ((ucontext_t*)context)->uc_mcontext.STACK_POINTER;
		siglongjmp(environment, 1);
	}, nullptr, SA_ONSTACK);
	static int i;
	for (i = 0; i < 3; i++) {
		fault_address = nullptr;
		if (sigsetjmp(environment, 1) == 0)
			FAIL() << recurse_for_ever(0);
		EXPECT_LT((uintptr_t)fault_address - fault_stack_pointer + 65536,
			131072u);
	}
}

}	// namespace


TEST_F(SignalStacks, OverflowOfTheMainStackIsHandled)
{
	in_child(survive_overflows);
}


TEST_F(SignalStacks, OverflowOfAThreadsStackIsHandled)
{
	in_child([] {
		pthread_t thread;
		ASSERT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
			survive_overflows();
			return nullptr;
		}, nullptr), 0);
		pthread_join(thread, nullptr);
	});
}


/* Without alternate stack there is nowhere to run the handler. */
TEST_F(SignalStacks, OverflowWithoutAlternateStackEndsTheProgram)
{
	EXPECT_EQ(kernel_status_of_child([] {
		forbid_core_file();
		install(SIGSEGV, [](int, void*, vregs*) { _exit(3); });
		return recurse_for_ever(0);
	}) & 0x7f, host_number(SIGSEGV));
}


TEST_F(SignalStacks, EachThreadHasItsOwn)
{
	use_alternate();
	pthread_t thread;
	ASSERT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
		stack_t now;
		EXPECT_EQ(sigaltstack(nullptr, &now), 0);
		EXPECT_EQ(now.ss_flags, SS_DISABLE);
		install(SIGUSR1, note_place, nullptr, SA_ONSTACK);
		seen.on_alternate = true;
		send_to_myself(SIGUSR1);
		EXPECT_FALSE(seen.on_alternate);
		return nullptr;
	}, nullptr), 0);
	pthread_join(thread, nullptr);
}
