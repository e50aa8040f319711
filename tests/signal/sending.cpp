// raise() kill() killpg() sigqueue() pthread_kill() pthread_sigqueue(), and to
// which thread a signal goes.
#include "signal_test.h"

#include <setjmp.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const int bad_numbers[]
	= { -1, LAST_SIGNAL + 1, 64, 65, INT32_MIN, INT32_MAX, SIGRESERVED1,
		SIGRESERVED2 };

// A process that was and is no more; its id is not given again so soon.
static pid_t
dead_process()
{
	const pid_t child = start_child([] {});
	wait_for_child_end(child);
	return child;
}

class send_test : public signal_test {
protected:
	static siginfo_t
	take(int signal)
	{
		const sigset_t set = set_of({ signal });
		siginfo_t info;
		memset(&info, 0x55, sizeof(info));
		const struct timespec now = { 0, 0 };
		EXPECT_EQ(sigtimedwait(&set, &info, &now), signal);
		return info;
	}
};

TEST_F(send_test, raise_runs_the_handler_before_it_returns)
{
	for (int signal : catchable_signals()) {
		catch_signal(signal);
		EXPECT_EQ(raise(signal), 0);
		EXPECT_EQ(signal_counts[signal], 1) << signal;
	}
}

TEST_F(send_test, raise_sends_to_the_calling_thread)
{
	const sigset_t set = set_of({ SIGUSR1 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	test_thread([] {
		EXPECT_EQ(raise(SIGUSR1), 0);
		EXPECT_EQ(kernel_pending(), kernel_bit(kernel_number(SIGUSR1)));
	}).join();
	EXPECT_EQ(kernel_pending(), kernel_set{0});
}

TEST_F(send_test, zero_only_checks)
{
	EXPECT_EQ(raise(0), 0);
	EXPECT_EQ(kill(getpid(), 0), 0);
	EXPECT_EQ(kill(0, 0), 0);
	EXPECT_EQ(killpg(0, 0), 0);
	EXPECT_EQ(killpg(getpgrp(), 0), 0);
	EXPECT_EQ(sigqueue(getpid(), 0, {}), 0);
	EXPECT_EQ(pthread_kill(pthread_self(), 0), 0);
	EXPECT_EQ(pthread_sigqueue(pthread_self(), 0, {}), 0);
}

TEST_F(send_test, bad_numbers_are_invalid)
{
	for (int signal : bad_numbers) {
		EXPECT_FAILS(raise(signal), EINVAL) << signal;
		EXPECT_FAILS(kill(getpid(), signal), EINVAL) << signal;
		EXPECT_FAILS(killpg(0, signal), EINVAL) << signal;
		EXPECT_FAILS(sigqueue(getpid(), signal, {}), EINVAL) << signal;
		errno = ERANGE;
		EXPECT_EQ(pthread_kill(pthread_self(), signal), EINVAL) << signal;
		EXPECT_EQ(pthread_sigqueue(pthread_self(), signal, {}), EINVAL)
			<< signal;
		EXPECT_EQ(errno, ERANGE);
	}
}

TEST_F(send_test, dead_processes_and_groups_are_not_found)
{
	const pid_t dead = dead_process();
	for (int signal : { 0, SIGUSR1, SIGRTMIN, SIGKILL, SIGKILLTHR }) {
		EXPECT_FAILS(kill(dead, signal), ESRCH) << signal;
		EXPECT_FAILS(kill(-dead, signal), ESRCH) << signal;
		EXPECT_FAILS(killpg(dead, signal), ESRCH) << signal;
		EXPECT_FAILS(sigqueue(dead, signal, {}), ESRCH) << signal;
	}
	EXPECT_FAILS(kill(INT32_MIN, SIGUSR1), ESRCH);
	EXPECT_FAILS(kill(INT32_MAX, SIGUSR1), ESRCH);
}

TEST_F(send_test, killpg_takes_no_ids_that_mean_something_else)
{
	for (pid_t group : { -1, 1, -getpid(), INT32_MIN })
		EXPECT_FAILS(killpg(group, 0), EINVAL) << group;
}

TEST_F(send_test, sigqueue_takes_no_groups)
{
	for (pid_t process : { 0, -1, -getpgrp(), INT32_MIN })
		EXPECT_FAILS(sigqueue(process, SIGUSR1, {}), ESRCH) << process;
}

TEST_F(send_test, an_unprivileged_sender_has_no_permission)
{
	if (getuid() != 0)
		GTEST_SKIP() << "needs root, to become somebody else";
	expect_in_child([] {
		// It ends when its parent does, with the last writer of the pipe.
		int ends[2];
		ASSERT_EQ(pipe(ends), 0);
		const pid_t child = start_child([&] {
			close(ends[1]);
			char byte;
			EXPECT_EQ(read(ends[0], &byte, 1), 0);
		});
		EXPECT_EQ(syscall(SYS_setresuid, 65534, 65534, 65534), 0);
		for (int signal : { 0, SIGUSR1, SIGRTMIN }) {
			EXPECT_FAILS(kill(getppid(), signal), EPERM);
			EXPECT_FAILS(sigqueue(getppid(), signal, {}), EPERM);
			EXPECT_FAILS(kill(child, signal), EPERM);
		}
		// Any process may continue the others of its session.
		EXPECT_EQ(kill(child, SIGCONT), 0);
		EXPECT_FAILS(kill(child, SIGKILL), EPERM);
	});
}

TEST_F(send_test, kill_reaches_the_group)
{
	const pid_t leader = start_child([] {
		setpgid(0, 0);
		catch_signal(SIGUSR1);
		const sigset_t set = set_of({ SIGUSR1 });
		sigprocmask(SIG_SETMASK, &set, nullptr);
		const pid_t member = start_child([] {
			const sigset_t none = 0;
			EXPECT_FAILS(sigsuspend(&none), EINTR);
			EXPECT_EQ(signal_counts[SIGUSR1], 1);
		});
		EXPECT_EQ(kill(0, SIGUSR1), 0);
		EXPECT_EQ(kernel_pending(), kernel_bit(kernel_number(SIGUSR1)));
		EXPECT_EQ(wait_for_child_end(member).exit_code, 0);
	});
	const child_end end = wait_for_child_end(leader);
	EXPECT_TRUE(end.exited);
	EXPECT_EQ(end.exit_code, 0);
}

TEST_F(send_test, every_number_ends_a_child_as_the_kernels_signal_of_its_name)
{
	for (int signal : { SIGKILL, SIGTERM, SIGABRT, SIGBUS, SIGUSR1, SIGSYS,
			SIGPOLL, SIGRTMIN, SIGRTMAX }) {
		const pid_t child = start_child([] { for (;;) pause(); });
		EXPECT_EQ(kill(child, signal), 0);
		EXPECT_EQ(wait_for_child_end(child).host_signal, kernel_number(signal));
	}
}

TEST_F(send_test, kill_thread_signal_ends_a_process_sent_to_it)
{
	const pid_t child = start_child([] { for (;;) pause(); });
	EXPECT_EQ(kill(child, SIGKILLTHR), 0);
	EXPECT_EQ(wait_for_child_end(child).host_signal, kernel_number(SIGKILL));
}

// -- queueing

TEST_F(send_test, sigqueue_carries_a_value)
{
	const sigset_t set = set_of({ SIGUSR1, SIGRTMIN });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	for (int signal : { SIGUSR1, SIGRTMIN }) {
		for (uintptr_t value : { uintptr_t{0}, uintptr_t{1}, ~uintptr_t{0},
				(uintptr_t)0xfedcba9876543210 }) {
			union sigval sent;
			sent.sival_ptr = (void*)value;
			ASSERT_EQ(sigqueue(getpid(), signal, sent), 0);
			const siginfo_t info = take(signal);
			EXPECT_EQ(info.si_signo, signal);
			EXPECT_EQ(info.si_code, SI_QUEUE);
			EXPECT_EQ(info.si_pid, getpid());
			EXPECT_EQ(info.si_uid, getuid());
			EXPECT_EQ((uintptr_t)info.si_value.sival_ptr, value);
			ASSERT_EQ(pthread_sigqueue(pthread_self(), signal, sent), 0);
			EXPECT_EQ((uintptr_t)take(signal).si_value.sival_ptr, value);
		}
	}
	union sigval number;
	number.sival_int = -2;
	ASSERT_EQ(sigqueue(getpid(), SIGRTMIN, number), 0);
	EXPECT_EQ(take(SIGRTMIN).si_value.sival_int, -2);
}

TEST_F(send_test, kill_and_pthread_kill_tell_the_sender)
{
	const sigset_t set = set_of({ SIGUSR1, SIGRTMIN });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	for (int signal : { SIGUSR1, SIGRTMIN }) {
		ASSERT_EQ(kill(getpid(), signal), 0);
		EXPECT_EQ(take(signal).si_code, SI_USER);
		ASSERT_EQ(pthread_kill(pthread_self(), signal), 0);
		siginfo_t info = take(signal);
		EXPECT_EQ(info.si_code, SI_USER);
		EXPECT_EQ(info.si_pid, getpid());
		const pid_t child = start_child([=] { kill(getppid(), signal); });
		wait_for_child_end(child);
		info = take(signal);
		EXPECT_EQ(info.si_pid, child);
		EXPECT_EQ(info.si_uid, getuid());
	}
}

TEST_F(send_test, realtime_signals_come_lowest_first_each_in_its_order)
{
	constexpr int ROUNDS = 5;
	sigset_t set = 0;
	for (int signal : realtime_signals())
		set |= set_of({ signal });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	for (int round = 0; round < ROUNDS; round++) {
		for (int signal = SIGRTMAX; signal >= SIGRTMIN; signal--) {
			union sigval value;
			value.sival_int = signal * 100 + round;
			ASSERT_EQ(sigqueue(getpid(), signal, value), 0);
		}
	}
	static std::vector<int> received;
	received.clear();
	std::vector<int> expected;
	for (int signal : realtime_signals()) {
		struct sigaction action = {};
		action.sa_flags = SA_SIGINFO;
		action.sa_mask = set;
		action.sa_sigaction = [](int, siginfo_t* info, void*) {
			received.push_back(info->si_value.sival_int);
		};
		ASSERT_EQ(sigaction(signal, &action, nullptr), 0);
		for (int round = 0; round < ROUNDS; round++)
			expected.push_back(signal * 100 + round);
	}
	// Half of them by waiting, the rest by handlers.
	for (int i = 0; i < 4 * ROUNDS; i++) {
		siginfo_t info;
		ASSERT_GT(sigwaitinfo(&set, &info), 0);
		received.push_back(info.si_value.sival_int);
	}
	for (int signal : realtime_signals()) {
		const sigset_t one = set_of({ signal });
		sigprocmask(SIG_UNBLOCK, &one, nullptr);
	}
	EXPECT_EQ(received, expected);
}

TEST_F(send_test, standard_signals_are_pending_once)
{
	catch_signal(SIGUSR1);
	sighold(SIGUSR1);
	for (int i = 0; i < 3; i++)
		ASSERT_EQ(raise(SIGUSR1), 0);
	sigrelse(SIGUSR1);
	EXPECT_EQ(signal_counts[SIGUSR1], 1);
}

TEST_F(send_test, queueing_fails_at_the_limit)
{
	expect_in_child([] {
		const struct rlimit none = { 0, 0 };
		ASSERT_EQ(setrlimit(RLIMIT_SIGPENDING, &none), 0);
		sigset_t full;
		sigfillset(&full);
		sigprocmask(SIG_SETMASK, &full, nullptr);
		EXPECT_FAILS(sigqueue(getpid(), SIGRTMIN, {}), EAGAIN);
		EXPECT_EQ(pthread_sigqueue(pthread_self(), SIGRTMIN, {}), EAGAIN);
		EXPECT_EQ(kernel_pending(), kernel_set{0});
		// POSIX: a standard signal and kill() need no place in the queue.
		EXPECT_EQ(kill(getpid(), SIGRTMIN), 0);
		EXPECT_EQ(raise(SIGUSR1), 0);
		sigset_t pending = 0;
		EXPECT_EQ(sigpending(&pending), 0);
		EXPECT_EQ(pending, set_of({ SIGRTMIN, SIGUSR1 }));
	});
}

// -- threads

TEST_F(send_test, pthread_kill_goes_to_that_thread)
{
	static pid_t handled_by;
	catch_signal(SIGUSR1, [](int signal) {
		note_signal(signal);
		__atomic_store_n(&handled_by, current_thread_id(), __ATOMIC_RELEASE);
	});
	test_thread threads[3] = { test_thread([] { pause(); }),
		test_thread([] { pause(); }), test_thread([] { pause(); }) };
	for (test_thread& thread : threads) {
		handled_by = 0;
		ASSERT_TRUE(wait_until([&] {
			const std::string path = "self/task/" + std::to_string(thread.id());
			return status_set(path, "SigBlk") == 0;
		}));
		ASSERT_EQ(pthread_kill(thread.handle(), SIGUSR1), 0);
		EXPECT_TRUE(wait_until([] {
			return __atomic_load_n(&handled_by, __ATOMIC_ACQUIRE) != 0;
		}));
		EXPECT_EQ(handled_by, thread.id());
	}
	for (test_thread& thread : threads) {
		// One that was interrupted before pause() still waits there.
		while (pthread_tryjoin_np(thread.handle(), nullptr) == EBUSY) {
			pthread_kill(thread.handle(), SIGUSR1);
			sched_yield();
		}
		thread.forget();
	}
}

TEST_F(send_test, an_ended_thread_that_was_not_joined_is_no_error)
{
	test_thread thread([] {});
	const std::string task
		= "/proc/self/task/" + std::to_string(thread.id());
	ASSERT_TRUE(wait_until([&] { return access(task.c_str(), F_OK) != 0; }));
	// POSIX.1-2024: the id is still valid.
	EXPECT_EQ(pthread_kill(thread.handle(), 0), 0);
	EXPECT_EQ(pthread_kill(thread.handle(), SIGUSR1), 0);
	EXPECT_EQ(pthread_kill(thread.handle(), LAST_SIGNAL + 1), EINVAL);
	// Nobody can take the value.
	EXPECT_EQ(pthread_sigqueue(thread.handle(), SIGUSR1, {}), ESRCH);
	EXPECT_EQ(kernel_pending(), kernel_set{0});
}

TEST_F(send_test, signals_for_the_process_go_to_a_thread_that_does_not_block)
{
	const sigset_t set = set_of({ SIGUSR1 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	static pid_t handled_by;
	handled_by = 0;
	catch_signal(SIGUSR1, [](int) {
		__atomic_store_n(&handled_by, current_thread_id(), __ATOMIC_RELEASE);
	});
	bool end = false;
	test_thread blocking([&] {
		while (!__atomic_load_n(&end, __ATOMIC_ACQUIRE))
			sched_yield();
	});
	bool open = false;
	test_thread taking([&] {
		const sigset_t none = 0;
		pthread_sigmask(SIG_SETMASK, &none, nullptr);
		__atomic_store_n(&open, true, __ATOMIC_RELEASE);
		while (!__atomic_load_n(&end, __ATOMIC_ACQUIRE))
			sched_yield();
	});
	ASSERT_TRUE(wait_until([&] {
		return __atomic_load_n(&open, __ATOMIC_ACQUIRE);
	}));
	for (auto send : { +[] { return kill(getpid(), SIGUSR1); },
			+[] { return sigqueue(getpid(), SIGUSR1, {}); } }) {
		__atomic_store_n(&handled_by, 0, __ATOMIC_RELEASE);
		ASSERT_EQ(send(), 0);
		EXPECT_TRUE(wait_until([] {
			return __atomic_load_n(&handled_by, __ATOMIC_ACQUIRE) != 0;
		}));
		EXPECT_EQ(handled_by, taking.id());
	}
	__atomic_store_n(&end, true, __ATOMIC_RELEASE);
}

TEST_F(send_test, a_signal_that_all_threads_block_waits_for_the_first_to_open)
{
	const sigset_t set = set_of({ SIGUSR1 });
	sigprocmask(SIG_SETMASK, &set, nullptr);
	static pid_t handled_by;
	handled_by = 0;
	catch_signal(SIGUSR1, [](int) { handled_by = current_thread_id(); });
	ASSERT_EQ(kill(getpid(), SIGUSR1), 0);
	test_thread thread([&] { pthread_sigmask(SIG_UNBLOCK, &set, nullptr); });
	thread.join();
	EXPECT_EQ(handled_by, thread.id());
}

TEST_F(send_test, synchronous_signals_go_to_the_thread_that_caused_them)
{
	static pid_t handled_by;
	static sigjmp_buf back;
	static int code;
	struct sigaction action = {};
	action.sa_flags = SA_SIGINFO;
	action.sa_sigaction = [](int, siginfo_t* info, void*) {
		handled_by = current_thread_id();
		code = info->si_code;
		siglongjmp(back, 1);
	};
	ASSERT_EQ(sigaction(SIGSEGV, &action, nullptr), 0);
	ASSERT_EQ(sigaction(SIGFPE, &action, nullptr), 0);
	test_thread thread([] {
		handled_by = 0;
		if (sigsetjmp(back, 1) == 0)
			*(volatile char*)8 = 0;
		EXPECT_EQ(handled_by, current_thread_id());
		EXPECT_EQ(code, SEGV_MAPERR);
		handled_by = 0;
		volatile int zero = 0;
		if (sigsetjmp(back, 1) == 0)
			zero = 7 / zero;
		EXPECT_EQ(handled_by, current_thread_id());
		EXPECT_EQ(code, FPE_INTDIV);
	});
	thread.join();
}
