// C++ exceptions, pthread_exit() and cancellation out of handlers.
#include "delivery_test.h"
#include "fault_functions.h"

#include <atomic>
#include <pthread.h>
#include <stdexcept>

namespace {

struct fault_exception {
	int		signal;
	void*	address;
};

alignas(64) char alternate[64 * 1024];
ucontext_t* link_seen;


void
throw_fault(int signal, siginfo_t* info, void* context, void*)
{
	link_seen = ((ucontext_t*)context)->uc_link;
	throw fault_exception { signal, info->si_addr };
}


void
throw_plainly(int signal, void*, vregs*)
{
	throw fault_exception { signal, nullptr };
}

struct cleanup {
	bool&	done;

	~cleanup()
	{
		done = true;
	}
};

class Exceptions : public DeliveryTest {
protected:
	Exceptions()
	{
		set_true_mask(0);
		link_seen = nullptr;
	}

	~Exceptions()
	{
		const stack_t none = { nullptr, 0, SS_DISABLE };
		sigaltstack(&none, nullptr);
	}
};


/* The number of the signal that came out of function as an exception. */
int
signal_thrown_by(void (*function)(), bool& cleaned)
{
	try {
		cleanup object { cleaned };
		call_from_known_place(function);
	} catch (const fault_exception& fault) {
		return fault.signal;
	}
	return 0;
}


#if !defined(__clang__)
/* The fault is in the function with the handler itself: at no call, which is
 * what the option is for. clang has no such option. */
__attribute__((noinline, optimize("non-call-exceptions"))) int
catch_own_division(int divisor)
{
	try {
		return 1 / *(volatile int*)&divisor;
	} catch (const fault_exception& fault) {
		return -fault.signal;
	}
}


__attribute__((noinline, optimize("non-call-exceptions"))) int
catch_own_access(int* address)
{
	try {
		return *(volatile int*)address;
	} catch (const fault_exception& fault) {
		return -fault.signal;
	}
}
#endif


/* With so much stack in use that what was left lies above. */
__attribute__((noinline)) void
raise_in_depth(int signal)
{
	volatile char deep[64 * 1024];
	deep[0] = 1;
	raise(signal);
	deep[sizeof(deep) - 1] = deep[0];
}

}	// namespace


TEST_F(Exceptions, FromInfoHandlersOfFaultsAreCaught)
{
	install(SIGSEGV, throw_fault, nullptr, SA_NODEFER);
	install(SIGFPE, throw_fault, nullptr, SA_NODEFER);
	for (int i = 0; i < 1000; i++) {
		bool cleaned = false;
		ASSERT_EQ(signal_thrown_by(fault_at_first_instruction, cleaned),
			SIGSEGV);
		ASSERT_EQ(signal_thrown_by(fault_in_leaf, cleaned), SIGSEGV);
		ASSERT_EQ(signal_thrown_by(fault_in_division, cleaned), SIGFPE);
		ASSERT_TRUE(cleaned);
	}
}


TEST_F(Exceptions, FromPlainHandlersOfFaultsAreCaught)
{
	install(SIGSEGV, throw_plainly, nullptr, SA_NODEFER);
	bool cleaned = false;
	EXPECT_EQ(signal_thrown_by(fault_at_first_instruction, cleaned), SIGSEGV);
	EXPECT_TRUE(cleaned);
}


TEST_F(Exceptions, FromTheAlternateStackAreCaughtOnTheNormalOne)
{
	const stack_t stack = { alternate, sizeof(alternate), 0 };
	ASSERT_EQ(sigaltstack(&stack, nullptr), 0);
	install(SIGSEGV, throw_fault, nullptr, SA_NODEFER | SA_ONSTACK);
	for (int i = 0; i < 100; i++) {
		bool cleaned = false;
		ASSERT_EQ(signal_thrown_by(fault_in_leaf, cleaned), SIGSEGV);
	}
}


TEST_F(Exceptions, ThroughNestedHandlersAreCaught)
{
	install(SIGFPE, throw_fault, nullptr, SA_NODEFER);
	install(SIGSEGV, [](int, siginfo_t*, void*, void*) { fault_in_division(); },
		nullptr, SA_NODEFER);
	bool cleaned = false;
	EXPECT_EQ(signal_thrown_by(fault_in_leaf, cleaned), SIGFPE);
	EXPECT_NE(link_seen, nullptr);
	install(SIGUSR1, throw_fault, nullptr, SA_NODEFER);
	EXPECT_EQ(signal_thrown_by([] { raise(SIGUSR1); }, cleaned), SIGUSR1);
	EXPECT_EQ(link_seen, nullptr);
}


/* Handlers that exceptions have left are no longer in the chain, wherever the
 * stack pointer is. */
TEST_F(Exceptions, LeaveNoLinkBehind)
{
	install(SIGSEGV, throw_fault, nullptr, SA_NODEFER);
	install(SIGUSR1, [](int, siginfo_t*, void* context, void*) {
		link_seen = ((ucontext_t*)context)->uc_link;
	});
	for (int i = 0; i < 100; i++) {
		bool cleaned = false;
		signal_thrown_by(fault_in_leaf, cleaned);
		raise_in_depth(SIGUSR1);
		ASSERT_EQ(link_seen, nullptr);
	}
}


TEST_F(Exceptions, CaughtWithinTheHandlerChangeNothing)
{
	static int caught;
	caught = 0;
	install(SIGUSR1, [](int, void*, vregs*) {
		try {
			throw std::runtime_error("within");
		} catch (const std::runtime_error&) {
			caught++;
		}
	});
	raise(SIGUSR1);
	EXPECT_EQ(caught, 1);
	EXPECT_EQ(true_mask(), 0u);
}


#if !defined(__clang__)
TEST_F(Exceptions, NonCallExceptionsAreCaughtWhereTheyHappen)
{
	install(SIGFPE, throw_fault, nullptr, SA_NODEFER);
	install(SIGSEGV, throw_fault, nullptr, SA_NODEFER);
	int good = 5;
	for (int i = 0; i < 100; i++) {
		ASSERT_EQ(catch_own_division(0), -SIGFPE);
		ASSERT_EQ(catch_own_division(1), 1);
		ASSERT_EQ(catch_own_access(nullptr), -SIGSEGV);
		ASSERT_EQ(catch_own_access(&good), 5);
	}
}
#endif


namespace {

bool thread_cleaned;
int ready_pipe[2];


/* A thread that waits in read() and has something to clean up. */
void*
wait_in_read(void*)
{
	cleanup object { thread_cleaned };
	char byte;
	if (read(ready_pipe[0], &byte, 1) == 1)
		return nullptr;
	return (void*)1;
}


/* Sends a signal to a thread in read() and returns what it ended with. */
void*
result_of_signal_in_read(int signal, void (*prepare)(pthread_t))
{
	thread_cleaned = false;
	EXPECT_EQ(pipe(ready_pipe), 0);
	static std::atomic<pid_t> id;
	id = 0;
	pthread_t thread;
	EXPECT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
		id = thread_number();
		return wait_in_read(nullptr);
	}, nullptr), 0);
	while (id == 0)
		sched_yield();
	await_sleep(id);
	if (prepare != nullptr)
		prepare(thread);
	EXPECT_EQ(pthread_kill(thread, signal), 0);
	void* result = nullptr;
	EXPECT_EQ(pthread_join(thread, &result), 0);
	close(ready_pipe[0]);
	close(ready_pipe[1]);
	return result;
}

}	// namespace


TEST_F(Exceptions, PthreadExitInAHandlerUnwindsTheThread)
{
	install(SIGUSR1, [](int, void*, vregs*) { pthread_exit((void*)77); });
	for (int i = 0; i < 50; i++) {
		ASSERT_EQ(result_of_signal_in_read(SIGUSR1, nullptr), (void*)77);
		ASSERT_TRUE(thread_cleaned);
	}
}


TEST_F(Exceptions, CancellationInAHandlerUnwindsTheThread)
{
	install(SIGUSR1, [](int, siginfo_t*, void*, void*) {
		EXPECT_EQ(pthread_cancel(pthread_self()), 0);
		pthread_testcancel();
		FAIL() << "not cancelled";
	});
	for (int i = 0; i < 50; i++) {
		ASSERT_EQ(result_of_signal_in_read(SIGUSR1, nullptr),
			PTHREAD_CANCELED);
		ASSERT_TRUE(thread_cleaned);
	}
}


TEST_F(Exceptions, AsynchronousCancellationStrikesAHandler)
{
	static std::atomic<bool> spinning;
	spinning = false;
	install(SIGUSR1, [](int, void*, vregs*) {
		int type;
		pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &type);
		spinning = true;
		for (;;)
			asm volatile("pause");
	});
	pthread_t thread;
	thread_cleaned = false;
	ASSERT_EQ(pthread_create(&thread, nullptr, [](void*) -> void* {
		cleanup object { thread_cleaned };
		call_from_known_place([] { raise(SIGUSR1); });
		return nullptr;
	}, nullptr), 0);
	while (!spinning)
		sched_yield();
	ASSERT_EQ(pthread_cancel(thread), 0);
	void* result = nullptr;
	ASSERT_EQ(pthread_join(thread, &result), 0);
	EXPECT_EQ(result, PTHREAD_CANCELED);
	EXPECT_TRUE(thread_cleaned);
}
