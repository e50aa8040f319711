/* Which children are waited for, errors, interruption, cancellation, threads. */
#include <pthread.h>

#include <set>
#include <thread>
#include <vector>

#include "wait_test.h"

TEST(Waiting, ForOneForAnyForAGroup)
{
	in_child([] {
		const pid_t other = start_sleeper();
		int status = -1;

		pid_t child = start_child([] { return 1; });
		EXPECT_EQ(waitpid(child, &status, 0), child);
		EXPECT_EQ(status, 1);
		child = start_child([] { return 2; });
		EXPECT_EQ(waitpid(-1, &status, 0), child);
		EXPECT_EQ(status, 2);
		child = start_child([] { return 3; });
		EXPECT_EQ(waitpid(0, &status, 0), child);
		EXPECT_EQ(status, 3);

		/* A group of its own, set by both so that neither is late. */
		child = start_child([] {
			setpgid(0, 0);
			return 4;
		});
		setpgid(child, child);
		EXPECT_EQ(waitpid(-child, &status, 0), child);
		EXPECT_EQ(status, 4);
		EXPECT_EQ(waitpid(other, &status, WNOHANG), 0);

		setpgid(other, other);
		EXPECT_ERROR(waitpid(0, &status, WNOHANG), ECHILD);
		EXPECT_EQ(waitpid(-other, &status, WNOHANG), 0);
		end_child(other);
	});
}

TEST(Waiting, StatusMayBeNull)
{
	in_child([] {
		pid_t child = start_child([] { return 1; });
		EXPECT_EQ(wait(nullptr), child);
		child = start_child([] { return 1; });
		EXPECT_EQ(waitpid(child, nullptr, 0), child);
		child = start_child([] { return 1; });
		EXPECT_EQ(wait4(child, nullptr, 0, nullptr), child);
		child = start_child([] { return 1; });
		EXPECT_EQ(wait3(nullptr, 0, nullptr), child);
		child = start_child([] { return 1; });
		EXPECT_EQ(waitid(P_PID, child, nullptr, WEXITED), 0);
		EXPECT_ERROR(wait(nullptr), ECHILD);
	});
}

TEST(Errors, NoSuchChild)
{
	in_child([] {
		int status = -7;
		siginfo_t info;
		memset(&info, 0xa5, sizeof(info));
		EXPECT_ERROR(wait(&status), ECHILD);
		EXPECT_ERROR(wait3(&status, 0, nullptr), ECHILD);
		for (const pid_t child : { -1, 0, getpid(), getppid(), INT_MAX, -INT_MAX }) {
			EXPECT_ERROR(waitpid(child, &status, 0), ECHILD);
			EXPECT_ERROR(waitpid(child, &status, WNOHANG), ECHILD);
			EXPECT_ERROR(wait4(child, &status, 0, nullptr), ECHILD);
		}
		errno = 0;
		EXPECT_EQ(waitpid(INT_MIN, &status, 0), -1);
		EXPECT_TRUE(errno == ECHILD || errno == ESRCH);
		EXPECT_ERROR(waitid(P_ALL, 0, &info, WEXITED), ECHILD);
		EXPECT_ERROR(waitid(P_PID, getppid(), &info, WEXITED), ECHILD);
		EXPECT_ERROR(waitid(P_PGID, INT_MAX, &info, WEXITED), ECHILD);
		EXPECT_EQ(status, -7);
	});
}

TEST(Errors, BadOptionsLeaveTheChild)
{
	in_child([] {
		const pid_t child = start_child([] { return 6; });
		host_info host;
		ASSERT_EQ(host_look(child, &host), 0);
		int status = -7;
		siginfo_t info = {};
		for (const int options : { 0x40, 0x80, 0x4000, INT_MIN, INT_MAX, -1, WEXITED,
				WSTOPPED }) {
			SCOPED_TRACE(options);
			EXPECT_ERROR(waitpid(child, &status, options), EINVAL);
			EXPECT_ERROR(wait4(child, &status, options, nullptr), EINVAL);
			EXPECT_ERROR(wait3(&status, options, nullptr), EINVAL);
		}
		for (const int options : { 0, WNOHANG, WNOWAIT, WNOHANG | WNOWAIT,
				WEXITED | 0x40, WEXITED | 0x01000000, -1 }) {
			SCOPED_TRACE(options);
			EXPECT_ERROR(waitid(P_PID, child, &info, options), EINVAL);
		}
		for (const int type : { 3, 4, -1, INT_MAX })
			EXPECT_ERROR(waitid((idtype_t)type, child, &info, WEXITED), EINVAL);
		for (const pid_t id : { 0, -1, INT_MIN })
			EXPECT_ERROR(waitid(P_PID, id, &info, WEXITED), EINVAL);
		for (const pid_t id : { -1, -2, INT_MIN })
			EXPECT_ERROR(waitid(P_PGID, id, &info, WEXITED), EINVAL);
		EXPECT_EQ(status, -7);
		EXPECT_TRUE(is_zero(info));
		EXPECT_EQ(waitpid(child, &status, 0), child);
		EXPECT_EQ(status, 6);
	});
}

TEST(Errors, BadPointersLeaveTheChild)
{
	in_child([] {
		const pid_t child = start_child([] { return 6; });
		host_info host;
		ASSERT_EQ(host_look(child, &host), 0);
		int* badStatus = (int*)16;
		struct rusage* badUsage = (struct rusage*)16;
		siginfo_t* badInfo = (siginfo_t*)16;
		int status = -7;
		EXPECT_ERROR(wait(badStatus), EFAULT);
		EXPECT_ERROR(waitpid(child, badStatus, 0), EFAULT);
		EXPECT_ERROR(wait4(child, badStatus, 0, nullptr), EFAULT);
		EXPECT_ERROR(wait4(child, &status, 0, badUsage), EFAULT);
		EXPECT_ERROR(wait3(badStatus, 0, nullptr), EFAULT);
		EXPECT_ERROR(wait3(&status, 0, badUsage), EFAULT);
		EXPECT_ERROR(waitid(P_PID, child, badInfo, WEXITED), EFAULT);
		EXPECT_EQ(status, -7);
		EXPECT_EQ(waitpid(child, &status, 0), child);
		EXPECT_EQ(status, 6);
	});
}

/* -- interruption ----------------------------------------------------------- */

typedef int (*waiting_call)();

static const waiting_call CALLS[] = {
	[]() -> int { return wait(nullptr); },
	[]() -> int { return waitpid(-1, nullptr, 0); },
	[]() -> int { return wait3(nullptr, 0, nullptr); },
	[]() -> int { return wait4(-1, nullptr, 0, nullptr); },
	[]() -> int { return waitid(P_ALL, 0, nullptr, WEXITED); },
};

class Interruption : public testing::TestWithParam<waiting_call> {
};

static std::atomic<int> handled;

static void
install_counter(int flags)
{
	handled = 0;
	struct sigaction action = {};
	action.sa_handler = [](int) { handled++; };
	action.sa_flags = flags;
	sigaction(SIGUSR1, &action, nullptr);
}

TEST_P(Interruption, ByAHandler)
{
	in_child([] {
		install_counter(0);
		const pid_t child = start_sleeper();
		const pid_t self = thread_number();
		std::thread other([self] {
			await_sleep(self);
			syscall(SYS_tgkill, getpid(), self, host_number(SIGUSR1));
		});
		EXPECT_ERROR(GetParam()(), EINTR);
		EXPECT_EQ(handled, 1);
		other.join();
		end_child(child);
	});
}

TEST_P(Interruption, NotWithRestart)
{
	in_child([] {
		install_counter(SA_RESTART);
		const pid_t child = start_sleeper();
		const pid_t self = thread_number();
		std::thread other([self, child] {
			await_sleep(self);
			syscall(SYS_tgkill, getpid(), self, host_number(SIGUSR1));
			while (handled == 0)
				sched_yield();
			await_sleep(self);
			syscall(SYS_kill, child, host_number(SIGKILL));
		});
		EXPECT_NE(GetParam()(), -1);
		EXPECT_EQ(handled, 1);
		other.join();
	});
}

static std::atomic<pid_t> waiter;

/* A cancelled wait has not taken the child. */
TEST_P(Interruption, ByCancellation)
{
	in_child([] {
		const pid_t child = start_sleeper();
		pthread_t thread;
		waiter = 0;
		pthread_create(&thread, nullptr, [](void* call) -> void* {
			waiter = thread_number();
			((waiting_call)call)();
			return nullptr;
		}, (void*)GetParam());
		while (waiter == 0)
			sched_yield();
		await_sleep(waiter);
		EXPECT_EQ(pthread_cancel(thread), 0);
		void* result = nullptr;
		EXPECT_EQ(pthread_join(thread, &result), 0);
		EXPECT_EQ(result, PTHREAD_CANCELED);
		kill(child, SIGKILL);
		int status = -1;
		EXPECT_EQ(waitpid(child, &status, 0), child);
		EXPECT_EQ(status, SIGKILL << 8);
	});
}

TEST_P(Interruption, CancelledBeforehandItTakesNothing)
{
	in_child([] {
		const pid_t child = start_child([] { return 8; });
		host_info host;
		ASSERT_EQ(host_look(child, &host), 0);
		pthread_t thread;
		pthread_create(&thread, nullptr, [](void* call) -> void* {
			pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
			pthread_cancel(pthread_self());
			pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, nullptr);
			((waiting_call)call)();
			return nullptr;
		}, (void*)GetParam());
		void* result = nullptr;
		EXPECT_EQ(pthread_join(thread, &result), 0);
		EXPECT_EQ(result, PTHREAD_CANCELED);
		int status = -1;
		EXPECT_EQ(waitpid(child, &status, 0), child);
		EXPECT_EQ(status, 8);
	});
}

INSTANTIATE_TEST_SUITE_P(Wait, Interruption, testing::ValuesIn(CALLS));

/* -- children that leave nothing ---------------------------------------------- */

TEST(Unwaitable, WithSigchldIgnored)
{
	in_child([] {
		signal(SIGCHLD, SIG_IGN);
		for (int i = 0; i < 3; i++)
			start_child([] { return 1; });
		/* Waits for all of them (POSIX), then there are none. */
		EXPECT_ERROR(wait(nullptr), ECHILD);
		EXPECT_ERROR(waitid(P_ALL, 0, nullptr, WEXITED), ECHILD);
	});
}

TEST(Unwaitable, WithNocldwait)
{
	in_child([] {
		struct sigaction action = {};
		action.sa_handler = SIG_DFL;
		action.sa_flags = SA_NOCLDWAIT;
		ASSERT_EQ(sigaction(SIGCHLD, &action, nullptr), 0);
		const pid_t child = start_child([] { return 1; });
		EXPECT_ERROR(waitpid(child, nullptr, 0), ECHILD);
	});
}

TEST(Unwaitable, NocldstopKeepsStopsQuietButWaitable)
{
	in_child([] {
		handled = 0;
		struct sigaction action = {};
		action.sa_handler = [](int) { handled++; };
		action.sa_flags = SA_NOCLDSTOP | SA_RESTART;
		ASSERT_EQ(sigaction(SIGCHLD, &action, nullptr), 0);
		const pid_t child = start_sleeper();
		kill(child, SIGSTOP);
		int status = 0;
		EXPECT_EQ(waitpid(child, &status, WUNTRACED), child);
		EXPECT_TRUE(WIFSTOPPED(status));
		EXPECT_EQ(handled, 0);
		kill(child, SIGKILL);
		EXPECT_EQ(waitpid(child, &status, 0), child);
		EXPECT_EQ(handled, 1);
	});
}

/* -- usage -------------------------------------------------------------------- */

TEST(Usage, IsWhatTheHostTells)
{
	in_child([] {
		const pid_t child = start_child([] {
			/* Uses time, memory and pages. */
			std::vector<char> memory(16 * 1024 * 1024, 1);
			const clock_t start = clock();
			while (clock() - start < CLOCKS_PER_SEC / 20)
				;
			return 0;
		});
		/* The kernel's waitid() fills the usage, too, and leaves the child. */
		struct rusage host = {};
		constexpr int HOST_WEXITED = 4;
		constexpr int HOST_WNOWAIT = 0x01000000;
		ASSERT_EQ(syscall(SYS_waitid, 1, child, nullptr,
			HOST_WEXITED | HOST_WNOWAIT, &host), 0);
		EXPECT_GT(host.ru_utime.tv_usec + host.ru_stime.tv_usec, 0);

		struct rusage usage;
		int status = -1;
		memset(&usage, 0xa5, sizeof(usage));
		EXPECT_EQ(wait4(child, &status, WNOWAIT, &usage), child);
		EXPECT_EQ(memcmp(&usage, &host, sizeof(usage)), 0);
		memset(&usage, 0xa5, sizeof(usage));
		EXPECT_EQ(wait3(&status, WNOWAIT, &usage), child);
		EXPECT_EQ(memcmp(&usage, &host, sizeof(usage)), 0);
		memset(&usage, 0xa5, sizeof(usage));
		EXPECT_EQ(wait4(child, &status, 0, &usage), child);
		EXPECT_EQ(memcmp(&usage, &host, sizeof(usage)), 0);
	});
}

/* -- threads ------------------------------------------------------------------- */

/* Several threads wait for any child: each child is told once. */
TEST(Threads, EachChildIsToldOnce)
{
	in_child([] {
		constexpr int CHILDREN = 200;
		constexpr int WAITERS = 4;
		std::vector<pid_t> children;
		std::atomic<bool> go = false;
		std::vector<std::pair<pid_t, int>> told[WAITERS];
		for (int i = 0; i < CHILDREN; i++)
			children.push_back(start_child([i] { return i; }));
		std::vector<std::thread> waiters;
		for (auto& mine : told) {
			waiters.emplace_back([&] {
				while (!go)
					;
				for (;;) {
					int status = -1;
					const pid_t child = wait(&status);
					if (child < 0) {
						EXPECT_EQ(errno, ECHILD);
						return;
					}
					mine.push_back({ child, status });
				}
			});
		}
		go = true;
		for (std::thread& thread : waiters)
			thread.join();
		std::set<std::pair<pid_t, int>> all;
		size_t count = 0;
		for (const auto& mine : told) {
			all.insert(mine.begin(), mine.end());
			count += mine.size();
		}
		EXPECT_EQ(count, (size_t)CHILDREN);
		for (int i = 0; i < CHILDREN; i++)
			EXPECT_TRUE(all.contains({ children[i], i })) << i;
	});
}

/* Each waits for its own. */
TEST(Threads, EachWaitsForItsOwnChild)
{
	in_child([] {
		std::vector<std::thread> threads;
		for (int i = 0; i < 8; i++) {
			threads.emplace_back([i] {
				for (int round = 0; round < 25; round++) {
					const int code = i * 25 + round;
					const pid_t child = start_child([code] { return code; });
					int status = -1;
					EXPECT_EQ(waitpid(child, &status, 0), child);
					EXPECT_EQ(status, code);
				}
			});
		}
		for (std::thread& thread : threads)
			thread.join();
	});
}
