/* What the tests of signal delivery share. */
#ifndef _DELIVERY_TEST_H
#define _DELIVERY_TEST_H

#include <signal.h>

#include <gtest/gtest.h>

#include "../common/child_process.h"
#include "../common/kernel_signals.h"

/* Handlers with all arguments that BeOS gives them. */
typedef void (*plain_handler)(int, void*, vregs*);
typedef void (*info_handler)(int, siginfo_t*, void*, void*);

inline struct sigaction
action_of(plain_handler handler, void* userdata = nullptr, int flags = 0,
	sigset_t mask = 0)
{
	struct sigaction action = {};
	action.sa_handler = (__sighandler_t)(void*)handler;
	action.sa_userdata = userdata;
	action.sa_flags = flags;
	action.sa_mask = mask;
	return action;
}

inline struct sigaction
action_of(info_handler handler, void* userdata = nullptr, int flags = 0,
	sigset_t mask = 0)
{
	return action_of((plain_handler)(void*)handler, userdata,
		flags | SA_SIGINFO, mask);
}

inline struct sigaction
action_in_force(int signal)
{
	struct sigaction action;
	EXPECT_EQ(sigaction(signal, nullptr, &action), 0);
	return action;
}

inline void
install(int signal, const struct sigaction& action)
{
	ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
}

template<typename Handler>
inline void
install(int signal, Handler handler, void* userdata = nullptr, int flags = 0,
	sigset_t mask = 0)
{
	install(signal, action_of(+handler, userdata, flags, mask));
}

/* Signals that a program may catch. */
inline bool
can_be_caught(int signal)
{
	return host_number(signal) != 0 && signal != SIGKILL && signal != SIGSTOP;
}

/* Leaves mask and dispositions as they were. */
class DeliveryTest : public testing::Test {
protected:
	DeliveryTest()
		:
		fMask(kernel_mask())
	{
		for (int signal = 1; signal <= LAST_REALTIME; signal++) {
			if (can_be_caught(signal))
				sigaction(signal, nullptr, &fActions[signal]);
		}
	}

	~DeliveryTest()
	{
		for (int signal = 1; signal <= LAST_REALTIME; signal++) {
			if (can_be_caught(signal))
				sigaction(signal, &fActions[signal], nullptr);
		}
		syscall(SYS_rt_sigprocmask, 2, &fMask, nullptr, sizeof(fMask));
		sigmask_resync();
	}

private:
	uint64_t			fMask;
	struct sigaction	fActions[LAST_REALTIME + 1];
};

/* What the kernel has for a signal: handler, flags, restorer, mask. */
struct kernel_action {
	unsigned long	words[3];
	uint32_t		mask[2];

	bool
	operator==(const kernel_action& other) const
	{
		return memcmp(this, &other, sizeof(*this)) == 0;
	}
};

inline kernel_action
kernel_action_of(int signal)
{
	kernel_action action = {};
	EXPECT_EQ(syscall(SYS_rt_sigaction, host_number(signal), nullptr, &action,
		sizeof(uint64_t)), 0);
	return action;
}

inline kernel_action
exchange_kernel_action(int signal, const kernel_action& action)
{
	kernel_action old = {};
	EXPECT_EQ(syscall(SYS_rt_sigaction, host_number(signal), &action, &old,
		sizeof(uint64_t)), 0);
	return old;
}

/* To the calling thread, as the kernel knows it; has been handled on return
 * unless it is blocked. */
inline void
send_to_myself(int signal)
{
	syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), host_number(signal));
}

/* The instruction and stack pointers under one name. */
#if defined(__x86_64__)
#	define INSTRUCTION_POINTER	rip
#	define STACK_POINTER		rsp
#else
#	define INSTRUCTION_POINTER	eip
#	define STACK_POINTER		esp
#endif

inline bool
is_within(const void* start, size_t size, const void* address)
{
	return (uintptr_t)address - (uintptr_t)start < size;
}

#endif	/* _DELIVERY_TEST_H */
