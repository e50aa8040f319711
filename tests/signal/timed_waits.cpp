// Timeouts of sigtimedwait(), pselect() and ppoll(), and the masks of the
// latter two. timed_waits_64.cpp compiles this file once more.
#include "signal_test.h"

#include <poll.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__i386__) && defined(_TIME_BITS)
#	define TIMED_WAIT_TEST	timed_wait_64_bit_test
static_assert(sizeof(time_t) == 8);
#else
#	define TIMED_WAIT_TEST	timed_wait_test
static_assert(sizeof(time_t) == sizeof(long));
#endif

namespace {

// The three in one form: an error number, 0 if the timeout has passed.
struct timed_function {
	const char*	name;
	int			(*wait)(const struct timespec* timeout);
};

const timed_function timed_functions[] = {
	{ "sigtimedwait", [](const struct timespec* timeout) {
		const sigset_t set = set_of({ SIGUSR2 });
		EXPECT_EQ(sigtimedwait(&set, nullptr, timeout), -1);
		return errno == EAGAIN ? 0 : errno;
	} },
	{ "pselect", [](const struct timespec* timeout) {
		return pselect(0, nullptr, nullptr, nullptr, timeout, nullptr) == 0
			? 0 : errno;
	} },
	{ "pselect_with_mask", [](const struct timespec* timeout) {
		const sigset_t mask = set_of({ SIGUSR2 });
		return pselect(0, nullptr, nullptr, nullptr, timeout, &mask) == 0
			? 0 : errno;
	} },
	{ "ppoll", [](const struct timespec* timeout) {
		return ppoll(nullptr, 0, timeout, nullptr) == 0 ? 0 : errno;
	} },
	{ "ppoll_with_mask", [](const struct timespec* timeout) {
		const sigset_t mask = set_of({ SIGUSR2 });
		return ppoll(nullptr, 0, timeout, &mask) == 0 ? 0 : errno;
	} }
};

int64_t
monotonic_nanoseconds()
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

constexpr std::initializer_list<long> WAIT_CALLS = {
#if defined(__i386__)
	SYS_rt_sigtimedwait_time64, SYS_pselect6_time64, SYS_ppoll_time64,
#endif
	SYS_rt_sigtimedwait, SYS_pselect6, SYS_ppoll
};

class TIMED_WAIT_TEST : public signal_test,
	public testing::WithParamInterface<timed_function> {
};

INSTANTIATE_TEST_SUITE_P(functions, TIMED_WAIT_TEST,
	testing::ValuesIn(timed_functions),
	[](const auto& info) { return std::string(info.param.name); });

TEST_P(TIMED_WAIT_TEST, zero_only_looks)
{
	const struct timespec zero = { 0, 0 };
	EXPECT_EQ(GetParam().wait(&zero), 0);
}

TEST_P(TIMED_WAIT_TEST, waits_at_least_as_long_as_asked)
{
	for (long nanoseconds : { 1L, 999L, 1001L, 2345678L, 20000000L }) {
		struct timespec timeout = { 0, nanoseconds };
		const int64_t start = monotonic_nanoseconds();
		EXPECT_EQ(GetParam().wait(&timeout), 0);
		EXPECT_GE(monotonic_nanoseconds() - start, nanoseconds);
		EXPECT_EQ(timeout.tv_sec, 0) << "the timeout is the caller's";
		EXPECT_EQ(timeout.tv_nsec, nanoseconds);
	}
}

TEST_P(TIMED_WAIT_TEST, negative_and_unnormalised_are_invalid)
{
	const struct timespec bad[] = { { -1, 0 }, { 0, -1 }, { 0, 1000000000 },
		{ 1, 2147483647 }, { -1, 999999999 }, { -1, 1000000000 },
		{ (time_t)1 << (8 * sizeof(time_t) - 2), -1 } };
	for (const struct timespec& timeout : bad) {
		EXPECT_EQ(GetParam().wait(&timeout), EINVAL)
			<< timeout.tv_sec << " " << timeout.tv_nsec;
	}
}

// None of these passes: only the handler ends the wait.
TEST_P(TIMED_WAIT_TEST, huge_ones_wait)
{
	catch_signal(SIGHUP);
	const time_t most = ((time_t)1 << (8 * sizeof(time_t) - 2)) - 1
		+ ((time_t)1 << (8 * sizeof(time_t) - 2));
	const struct timespec huge[] = { { 100000, 0 }, { 0x7fffffff, 999999999 },
		{ most / 1000000, 0 }, { most - 1, 0 }, { most, 999999999 } };
	for (const struct timespec& timeout : huge) {
		int error = -1;
		test_thread thread([&] { error = GetParam().wait(&timeout); });
		ASSERT_TRUE(wait_until_in_call(thread.id(), WAIT_CALLS))
			<< timeout.tv_sec;
		ASSERT_EQ(pthread_kill(thread.handle(), SIGHUP), 0);
		thread.join();
		EXPECT_EQ(error, EINTR) << timeout.tv_sec;
	}
}

TEST_P(TIMED_WAIT_TEST, a_handler_interrupts_even_with_sa_restart)
{
	catch_signal(SIGHUP, note_signal, SA_RESTART);
	const struct timespec timeout = { 600, 0 };
	int error = -1;
	test_thread thread([&] { error = GetParam().wait(&timeout); });
	ASSERT_TRUE(wait_until_in_call(thread.id(), WAIT_CALLS));
	ASSERT_EQ(pthread_kill(thread.handle(), SIGHUP), 0);
	thread.join();
	EXPECT_EQ(error, EINTR);
	EXPECT_EQ(signal_counts[SIGHUP], 1);
}

// -- the temporary mask of pselect() and ppoll()

struct masked_function {
	const char*	name;
	// Waits for a byte in a pipe, ten minutes at most.
	int			(*wait)(int descriptor, const sigset_t* mask);
};

const masked_function masked_functions[] = {
	{ "pselect", [](int descriptor, const sigset_t* mask) {
		fd_set set;
		FD_ZERO(&set);
		FD_SET(descriptor, &set);
		const struct timespec timeout = { 600, 0 };
		const int count = pselect(descriptor + 1, &set, nullptr, nullptr,
			&timeout, mask);
		EXPECT_TRUE(count != 1 || FD_ISSET(descriptor, &set));
		return count;
	} },
	{ "ppoll", [](int descriptor, const sigset_t* mask) {
		struct pollfd poll = { descriptor, POLLIN, 0 };
		const struct timespec timeout = { 600, 0 };
		const int count = ppoll(&poll, 1, &timeout, mask);
		EXPECT_TRUE(count != 1 || poll.revents == POLLIN);
		return count;
	} }
};

#define CONCATENATED(left, right)		left##right
#define EXPANDED_CONCATENATED(left, right)	CONCATENATED(left, right)
#define MASKED_WAIT_TEST	EXPANDED_CONCATENATED(masked_, TIMED_WAIT_TEST)

class MASKED_WAIT_TEST : public signal_test,
	public testing::WithParamInterface<masked_function> {
protected:
	MASKED_WAIT_TEST()
	{
		EXPECT_EQ(pipe(fEnds), 0);
	}

	~MASKED_WAIT_TEST() override
	{
		close(fEnds[0]);
		close(fEnds[1]);
	}

	int
	wait(const sigset_t* mask)
	{
		return GetParam().wait(fEnds[0], mask);
	}

	void
	write_byte()
	{
		EXPECT_EQ(write(fEnds[1], "x", 1), 1);
	}

private:
	int	fEnds[2];
};

INSTANTIATE_TEST_SUITE_P(functions, MASKED_WAIT_TEST,
	testing::ValuesIn(masked_functions),
	[](const auto& info) { return std::string(info.param.name); });

TEST_P(MASKED_WAIT_TEST, pending_signal_that_the_mask_opens)
{
	static sigset_t inside;
	catch_signal(SIGUSR1, [](int signal) {
		note_signal(signal);
		pthread_sigmask(SIG_BLOCK, nullptr, &inside);
	});
	const sigset_t mask = set_of({ SIGUSR1, SIGHUP });
	sigprocmask(SIG_SETMASK, &mask, nullptr);
	raise(SIGUSR1);
	const sigset_t temporary = set_of({ SIGBUS, SIGRTMAX });
	EXPECT_FAILS(wait(&temporary), EINTR);
	EXPECT_EQ(signal_counts[SIGUSR1], 1);
	EXPECT_EQ(inside, temporary | set_of({ SIGUSR1 }));
	EXPECT_EQ(kernel_mask(), kernel_bit(kernel_number(SIGUSR1))
		| kernel_bit(kernel_number(SIGHUP)));
}

TEST_P(MASKED_WAIT_TEST, null_mask_keeps_the_signal_blocked)
{
	catch_signal(SIGUSR1);
	sighold(SIGUSR1);
	raise(SIGUSR1);
	write_byte();
	EXPECT_EQ(wait(nullptr), 1);
	EXPECT_EQ(signal_counts[SIGUSR1], 0);
}

TEST_P(MASKED_WAIT_TEST, mask_that_blocks_more)
{
	catch_signal(SIGUSR1);
	const sigset_t temporary = set_of({ SIGUSR1 });
	int result = 0;
	test_thread thread([&] { result = wait(&temporary); });
	ASSERT_TRUE(wait_until_in_call(thread.id(), WAIT_CALLS));
	ASSERT_EQ(pthread_kill(thread.handle(), SIGUSR1), 0);
	ASSERT_TRUE(wait_until_in_call(thread.id(), WAIT_CALLS));
	EXPECT_EQ(signal_counts[SIGUSR1], 0);
	write_byte();
	thread.join();
	EXPECT_EQ(result, 1);
	EXPECT_EQ(signal_counts[SIGUSR1], 1) << "after the call";
}

// -- the usage of children, whose times have the other width as well

struct usage_function {
	const char*	name;
	pid_t		(*wait)(pid_t child, int* status, struct rusage* usage);
};

const usage_function usage_functions[] = {
	{ "wait3", [](pid_t, int* status, struct rusage* usage) {
		return wait3(status, 0, usage);
	} },
	{ "wait4", [](pid_t child, int* status, struct rusage* usage) {
		return wait4(child, status, 0, usage);
	} }
};

#define USAGE_TEST	EXPANDED_CONCATENATED(usage_, TIMED_WAIT_TEST)

class USAGE_TEST : public signal_test,
	public testing::WithParamInterface<usage_function> {
};

INSTANTIATE_TEST_SUITE_P(functions, USAGE_TEST,
	testing::ValuesIn(usage_functions),
	[](const auto& info) { return std::string(info.param.name); });

TEST_P(USAGE_TEST, tells_status_and_usage)
{
	// The child runs until its own clock shows that it has been counted.
	const pid_t child = start_child([] {
		struct timespec used;
		do {
			clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
		} while (used.tv_nsec < 30000000 && used.tv_sec == 0);
		_exit(77);
	});
	struct {
		struct rusage	usage;
		unsigned char	behind[64];
	} memory;
	memset(&memory, 0x55, sizeof(memory));
	int status = 0;
	ASSERT_EQ(GetParam().wait(child, &status, &memory.usage), child);
	EXPECT_EQ(WEXITSTATUS(status), 77);
	const int64_t microseconds
		= (int64_t)(memory.usage.ru_utime.tv_sec
			+ memory.usage.ru_stime.tv_sec) * 1000000
		+ memory.usage.ru_utime.tv_usec + memory.usage.ru_stime.tv_usec;
	EXPECT_GE(microseconds, 25000);
	EXPECT_LT(microseconds, 10000000);
	EXPECT_GT(memory.usage.ru_maxrss, 100);
	EXPECT_LT(memory.usage.ru_maxrss, 10000000);
	EXPECT_GE(memory.usage.ru_nvcsw, 0);
	EXPECT_LT(memory.usage.ru_nivcsw, 1000000);
	for (unsigned char byte : memory.behind)
		EXPECT_EQ(byte, 0x55);
}

TEST_P(USAGE_TEST, without_children)
{
	struct rusage usage;
	memset(&usage, 0x55, sizeof(usage));
	const struct rusage untouched = usage;
	int status = 0x55;
	EXPECT_FAILS(GetParam().wait(-1, &status, &usage), ECHILD);
	EXPECT_EQ(status, 0x55);
	EXPECT_EQ(memcmp(&usage, &untouched, sizeof(usage)), 0);
}

}	// namespace
