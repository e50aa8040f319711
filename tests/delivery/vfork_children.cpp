// vfork(): the child runs on the parent's memory, with dispositions of its own.
#include "numbered_actions.h"

#include <sys/time.h>

namespace {

class VforkChildren : public DeliveryTest {
protected:
	VforkChildren()
	{
		set_true_mask(0);
		torn_actions = 0;
		handled_signals = 0;
		on_handled = nullptr;
	}

	/* The parent's action of each signal: number = signal. */
	static void
	install_everywhere()
	{
		for (int signal = 1; signal <= LAST_REALTIME; signal++) {
			if (can_be_caught(signal))
				install(signal, numbered_action(signal));
		}
	}

	static void
	expect_everywhere()
	{
		for (int signal = 1; signal <= LAST_REALTIME; signal++) {
			if (!can_be_caught(signal))
				continue;
			const struct sigaction action = action_in_force(signal);
			ASSERT_EQ(action.sa_userdata, (void*)(uintptr_t)signal);
			ASSERT_TRUE(is_whole(action));
			const long before = handled_signals;
			send_to_myself(signal);
			ASSERT_EQ(handled_signals, before + 1) << signal;
		}
		ASSERT_EQ(torn_actions, 0);
	}
};


/* In a vfork child: no return from this function, no failure reports. */
[[noreturn]] void
install_in_child(int signal, int times)
{
	for (int i = 0; i < times; i++) {
		const struct sigaction action = numbered_action(1000 + i);
		if (sigaction(signal, &action, nullptr) != 0)
			_exit(1);
	}
	_exit(0);
}

}	// namespace


TEST_F(VforkChildren, ReturnsChildsNumberInTheParent)
{
	/* static: what a child could change is not kept in a register. */
	static int i;
	for (i = 0; i < 200; i++) {
		const pid_t child = vfork();
		if (child == 0)
			_exit(i % 100);
		ASSERT_GT(child, 0);
		ASSERT_EQ(kernel_status_of(child), i % 100 << 8);
	}
}


TEST_F(VforkChildren, ResetToDefaultLeavesTheParentsActions)
{
	install_everywhere();
	for (int i = 0; i < 50; i++) {
		const pid_t child = vfork();
		if (child == 0) {
			for (int signal = 1; signal <= LAST_REALTIME; signal++) {
				if (can_be_caught(signal)
					&& ::signal(signal, SIG_DFL) == SIG_ERR)
					_exit(1);
			}
			_exit(0);
		}
		ASSERT_EQ(kernel_status_of(child), 0);
	}
	expect_everywhere();
	/* What is installed now must not meet what the children left. */
	for (int i = 0; i < 40; i++)
		install(SIGUSR1, numbered_action(i));
	install(SIGUSR1, numbered_action(SIGUSR1));
	expect_everywhere();
}


TEST_F(VforkChildren, ManyHandlersInAChildLeaveTheParentsActions)
{
	install_everywhere();
	for (const int times : { 1, 2, 40, 47, 48, 49, 100 }) {
		const pid_t child = vfork();
		if (child == 0)
			install_in_child(SIGUSR1, times);
		ASSERT_EQ(kernel_status_of(child), 0);
		expect_everywhere();
	}
}


TEST_F(VforkChildren, ManyChildrenWithHandlersLeaveTheParentsActions)
{
	install_everywhere();
	for (int i = 0; i < 100; i++) {
		const pid_t child = vfork();
		if (child == 0)
			install_in_child(SIGUSR1, 1 + i % 5);
		ASSERT_EQ(kernel_status_of(child), 0);
	}
	expect_everywhere();
	for (int i = 0; i < 100; i++)
		install(SIGUSR1, numbered_action(i));
	install(SIGUSR1, numbered_action(SIGUSR1));
	expect_everywhere();
}


TEST_F(VforkChildren, HandlersRunInTheChild)
{
	static volatile int inChild;
	inChild = 0;
	install_everywhere();
	const pid_t child = vfork();
	if (child == 0) {
		const struct sigaction action
			= action_of(+[](int, void*, vregs*) { inChild = getpid(); });
		if (sigaction(SIGUSR1, &action, nullptr) != 0)
			_exit(1);
		send_to_myself(SIGUSR1);
		/* The inherited action of another signal works too. */
		send_to_myself(SIGUSR2);
		_exit(handled_signals == 1 ? 0 : 2);
	}
	ASSERT_EQ(kernel_status_of(child), 0);
	EXPECT_EQ(inChild, child);
	handled_signals = 0;
	expect_everywhere();
}


TEST_F(VforkChildren, OneShotActionUsedInTheChildIsStillTheParents)
{
	static int i;
	static long before;
	for (i = 0; i < 40; i++) {
		install(SIGUSR1, numbered_action(i, SA_RESETHAND));
		before = handled_signals;
		const pid_t child = vfork();
		if (child == 0) {
			send_to_myself(SIGUSR1);
			_exit(handled_signals == before + 1 ? 0 : 1);
		}
		ASSERT_EQ(kernel_status_of(child), 0);
		/* Other threads' installations would take the place if it were free. */
		ASSERT_EQ(action_in_force(SIGUSR1).sa_userdata, (void*)(uintptr_t)i);
		send_to_myself(SIGUSR1);
		ASSERT_EQ(handled_signals, before + 2);
		ASSERT_EQ(action_in_force(SIGUSR1).sa_handler, SIG_DFL);
	}
	EXPECT_EQ(torn_actions, 0);
}


TEST_F(VforkChildren, FailureIsReportedAndLeavesNoTrace)
{
	in_child([] {
		install_everywhere();
		/* Root may exceed the limit. */
		if (geteuid() == 0) {
			ASSERT_EQ(setgid(65534), 0);
			ASSERT_EQ(setuid(65534), 0);
		}
		const struct rlimit none = { 0, 0 };
		ASSERT_EQ(setrlimit(RLIMIT_NPROC, &none), 0);
		for (int i = 0; i < 10; i++) {
			errno = 0;
			const pid_t child = vfork();
			if (child == 0)
				_exit(0);
			ASSERT_EQ(child, -1);
			ASSERT_EQ(errno, EAGAIN);
		}
		/* Had the thread kept taking itself for a child, it would not give
		 * places back. */
		for (int i = 0; i < 100; i++)
			install(SIGUSR1, numbered_action(i));
		install(SIGUSR1, numbered_action(SIGUSR1));
		expect_everywhere();
	});
}


TEST_F(VforkChildren, SignalsAroundVfork)
{
	constexpr int ROUNDS = 1000;
	static std::atomic<bool> done;
	done = false;
	install(SIGUSR1, numbered_action(SIGUSR1));
	install(SIGALRM, numbered_action(SIGALRM));
	static pid_t target;
	target = thread_number();
	pthread_t sender;
	ASSERT_EQ(pthread_create(&sender, nullptr, [](void*) -> void* {
		while (!done) {
			syscall(SYS_tgkill, getpid(), target, host_number(SIGUSR1));
			sched_yield();
		}
		return nullptr;
	}, nullptr), 0);
	const struct itimerval often = { { 0, 200 }, { 0, 200 } };
	setitimer(ITIMER_REAL, &often, nullptr);
	for (int i = 0; i < ROUNDS && !HasFailure(); i++) {
		const pid_t child = vfork();
		if (child == 0) {
			const struct sigaction action = numbered_action(8 + i);
			const int result = sigaction(SIGUSR1, &action, nullptr);
			send_to_myself(SIGUSR1);
			_exit(result == 0 ? 0 : 1);
		}
		EXPECT_GT(child, 0);
		EXPECT_EQ(kernel_status_of(child), 0);
		EXPECT_EQ(action_in_force(SIGUSR1).sa_userdata,
			(void*)(uintptr_t)SIGUSR1);
	}
	const struct itimerval never = {};
	setitimer(ITIMER_REAL, &never, nullptr);
	done = true;
	pthread_join(sender, nullptr);
	EXPECT_EQ(torn_actions, 0);
	EXPECT_GE(handled_signals, ROUNDS);
}


TEST_F(VforkChildren, OfSeveralThreadsAtOnce)
{
	install_everywhere();
	std::atomic<int> failures = 0;
	in_threads(4, [&](int thread) {
		/* Each thread's children change a signal of their own, and one more
		 * that all change. */
		const int own = 33 + thread;
		for (int i = 0; i < 200; i++) {
			const pid_t child = vfork();
			if (child == 0) {
				const struct sigaction action = numbered_action(1000 + i);
				if (sigaction(own, &action, nullptr) != 0)
					_exit(1);
				install_in_child(SIGUSR1, 3);
			}
			if (child < 0 || kernel_status_of(child) != 0)
				failures++;
		}
	});
	EXPECT_EQ(failures, 0);
	expect_everywhere();
}


TEST_F(VforkChildren, ExecStartsWithWhatTheChildHasSet)
{
	install_everywhere();
	const pid_t child = vfork();
	if (child == 0) {
		for (int signal = 1; signal <= LAST_REALTIME; signal++) {
			if (can_be_caught(signal))
				::signal(signal, SIG_IGN);
		}
		execl("/bin/sh", "sh", "-c", "kill -USR1 $$; kill -HUP $$; exit 5",
			nullptr);
		_exit(127);
	}
	ASSERT_EQ(kernel_status_of(child), 5 << 8);
	expect_everywhere();
}


TEST_F(VforkChildren, ForkWithinAChildIsAProcessLikeAnyOther)
{
	install_everywhere();
	const pid_t child = vfork();
	if (child == 0) {
		const pid_t grandchild = fork();
		if (grandchild == 0) {
			for (int i = 0; i < 100; i++) {
				const struct sigaction action = numbered_action(2000 + i);
				struct sigaction now;
				if (sigaction(SIGUSR1, &action, nullptr) != 0
					|| sigaction(SIGUSR1, nullptr, &now) != 0
					|| now.sa_userdata != action.sa_userdata)
					_exit(1);
			}
			_exit(0);
		}
		int status = -1;
		syscall(SYS_wait4, grandchild, &status, 0, nullptr);
		_exit(status == 0 ? 0 : 1);
	}
	ASSERT_EQ(kernel_status_of(child), 0);
	expect_everywhere();
}
