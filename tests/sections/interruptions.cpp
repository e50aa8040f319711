// What is ignored by default never wakes a waiting thread, also when the
// process has used sections; what has a handler still does.
#include "sections_test.h"

#include <poll.h>
#include <sys/select.h>
#include <time.h>

namespace {

constexpr int IGNORED[] = { SIGCHLD, SIGURG, SIGWINCH, SIGCONT };
constexpr int ROUNDS = 25;

/* A call that waits until a byte is in the pipe: 1, or -1 with errno. */
struct waiting_call {
	const char*	name;
	int			(*wait)(int pipeEnd);
};

int
wait_in_read(int pipeEnd)
{
	char byte;
	return read(pipeEnd, &byte, 1);
}

int
wait_in_poll(int pipeEnd)
{
	struct pollfd waited = { .fd = pipeEnd, .events = POLLIN, .revents = 0 };
	const int result = poll(&waited, 1, -1);
	return result == 1 ? wait_in_read(pipeEnd) : result;
}

int
wait_in_ppoll(int pipeEnd)
{
	struct pollfd waited = { .fd = pipeEnd, .events = POLLIN, .revents = 0 };
	const sigset_t none = 0;
	const int result = ppoll(&waited, 1, nullptr, &none);
	return result == 1 ? wait_in_read(pipeEnd) : result;
}

int
wait_in_pselect(int pipeEnd)
{
	fd_set set;
	FD_ZERO(&set);
	FD_SET(pipeEnd, &set);
	const sigset_t none = 0;
	const int result
		= pselect(pipeEnd + 1, &set, nullptr, nullptr, nullptr, &none);
	return result == 1 ? wait_in_read(pipeEnd) : result;
}

constexpr waiting_call calls[] = {
	{ "read", wait_in_read },
	{ "poll", wait_in_poll },
	{ "ppoll", wait_in_ppoll },
	{ "pselect", wait_in_pselect }
};

}	// namespace

class Interruptions
	: public testing::TestWithParam<std::tuple<waiting_call, holding, bool>> {};

TEST_P(Interruptions, IgnoredSignalsDoNotInterrupt)
{
	in_child([] {
		const auto& [call, way, outsideOnly] = GetParam();
		int ends[2];
		ASSERT_EQ(pipe(ends), 0);
		const pid_t waiter = thread_number();
		begin_holding(way);
		if (outsideOnly)
			end_holding(way);
		running_thread sender([&] {
			for (int i = 0; i < ROUNDS; i++) {
				for (const int signal : IGNORED) {
					await_sleep(waiter);
					syscall(SYS_tgkill, getpid(), waiter, host_number(signal));
					syscall(SYS_kill, getpid(), host_number(signal));
				}
				const char byte = 1;
				EXPECT_EQ(write(ends[1], &byte, 1), 1);
			}
		});
		for (int i = 0; i < ROUNDS; i++) {
			EXPECT_EQ(call.wait(ends[0]), 1) << strerror(errno);
			if (HasFailure())
				_exit(1);
		}
		sender.Join();
		if (!outsideOnly)
			end_holding(way);
	});
}

static std::string
interruptions_name(
	const testing::TestParamInfo<std::tuple<waiting_call, holding, bool>>& info)
{
	const auto& [call, way, outsideOnly] = info.param;
	return std::string(call.name)
		+ (way == holding::BY_SECTION ? "BySection" : "ByMask")
		+ (outsideOnly ? "Outside" : "Inside");
}

INSTANTIATE_TEST_SUITE_P(Calls, Interruptions, testing::Combine(
	testing::ValuesIn(calls),
	testing::Values(holding::BY_SECTION, holding::BY_MASK), testing::Bool()),
	interruptions_name);

/* nanosleep() ends when its time is over, not when a signal is ignored. */
TEST(OtherWaits, SleepIsNotShortened)
{
	in_child([] {
		begin_holding();
		end_holding();
		const pid_t waiter = thread_number();
		std::atomic<bool> done = false;
		running_thread sender([&] {
			while (!done) {
				for (const int signal : IGNORED)
					syscall(SYS_tgkill, getpid(), waiter, host_number(signal));
				usleep(500);
			}
		});
		for (int i = 0; i < 20; i++) {
			const struct timespec time = { 0, 5000000 };
			EXPECT_EQ(nanosleep(&time, nullptr), 0) << strerror(errno);
		}
		done = true;
	});
}

/* sigsuspend() and pause() wait for a handler. */
TEST(OtherWaits, SigsuspendWaitsForAHandler)
{
	in_child([] {
		install(SIGUSR1, count_delivery);
		begin_holding();
		end_holding();
		const pid_t waiter = thread_number();
		const sigset_t all = bit(SIGUSR1);
		sigprocmask(SIG_BLOCK, &all, nullptr);
		running_thread sender([&] {
			for (int i = 0; i < ROUNDS; i++) {
				for (const int signal : IGNORED) {
					await_sleep(waiter);
					syscall(SYS_tgkill, getpid(), waiter, host_number(signal));
				}
				await([&] { return handled == i; });
				await_sleep(waiter);
				syscall(SYS_tgkill, getpid(), waiter, host_number(SIGUSR1));
				await([&] { return handled == i + 1; });
			}
		});
		for (int i = 0; i < ROUNDS; i++) {
			const sigset_t none = 0;
			EXPECT_EQ(sigsuspend(&none), -1);
			EXPECT_EQ(errno, EINTR);
			EXPECT_EQ(handled, i + 1);
		}
		EXPECT_EQ(kernel_mask(), host_set(all));
	});
}

/* With a handler, and SA_RESTART or not, waiting ends as the kernel says. */
TEST(OtherWaits, CaughtSignalsInterruptOutsideSections)
{
	for (const int flags : { 0, SA_RESTART }) {
		in_child([&] {
			install(SIGUSR1, count_delivery, flags);
			begin_holding();
			end_holding();
			int ends[2];
			ASSERT_EQ(pipe(ends), 0);
			const pid_t waiter = thread_number();
			running_thread sender([&] {
				await_sleep(waiter);
				syscall(SYS_tgkill, getpid(), waiter, host_number(SIGUSR1));
				await([] { return handled == 1; });
				const char byte = 1;
				EXPECT_EQ(write(ends[1], &byte, 1), 1);
			});
			if (flags == 0) {
				EXPECT_EQ(wait_in_read(ends[0]), -1);
				EXPECT_EQ(errno, EINTR);
			}
			EXPECT_EQ(wait_in_read(ends[0]), 1);
			sender.Join();
		});
	}
}
