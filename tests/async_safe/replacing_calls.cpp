/* _exit(), execle() and execve() do not return when they succeed: each
 * interruption is a process of its own. Those that are to interrupt an exec keep
 * trying one that fails; the handler's succeeds. */
#include <atomic>
#include <random>

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../common/child_process.h"
#include "signal_timer.h"

namespace {

constexpr int BY_THE_CALL = 3;
constexpr int BY_THE_HANDLER = 4;
constexpr int WRONG = 5;

/* How many handlers are to come while the call is being made. */
constexpr unsigned INTERRUPTIONS = 20;

/* Until the signal, and until the call: of the order of what a timer is late. */
constexpr unsigned LONGEST_PAUSE = 50'000;	/* nanoseconds */
constexpr unsigned LONGEST_COUNT = 10'000;

constexpr char PROGRAM[] = "/bin/sh";
constexpr char MISSING[] = "/no/such/program";

char* sEnvironment[] = { nullptr };

void
end_process(const char* program)
{
	_exit(program == PROGRAM ? BY_THE_HANDLER : BY_THE_CALL);
}

void
replace_by_list(const char* program)
{
	execle(program, "sh", "-c", "exit 4", (char*)nullptr, sEnvironment);
}

void
replace_by_vector(const char* program)
{
	static char shell[] = "sh", option[] = "-c", command[] = "exit 4";
	static char* const arguments[] = { shell, option, command, nullptr };
	execve(program, arguments, sEnvironment);
}

struct replacing_call {
	const char*	name;
	void		(*call)(const char* program);
};

void
PrintTo(const replacing_call& tested, std::ostream* stream)
{
	*stream << tested.name;
}

const replacing_call kCalls[] = {
	{ "_exit", end_process },
	{ "execle", replace_by_list },
	{ "execve", replace_by_vector }
};

/* Seen by parent and child. */
struct shared_state {
	std::atomic<bool>		in_call;
	std::atomic<unsigned>	interruptions;
};

shared_state* sShared;
void (*sCall)(const char* program);

void
make_the_same_call(int)
{
	if (sShared->in_call)
		sShared->interruptions++;
	sCall(PROGRAM);
	_exit(WRONG);
}

int
make_calls(unsigned pause, unsigned count)
{
	signal(SIGUSR1, make_the_same_call);
	signal_timer timer;
	timer.create(SIGUSR1);
	timer.start(pause);
	for (volatile unsigned rest = count; rest > 0;)
		rest = rest - 1;
	sShared->in_call = true;
	for (;;) {
		errno = 0;
		sCall(MISSING);
		if (errno != ENOENT)
			return WRONG;
	}
}

class ReplacingCall : public testing::TestWithParam<replacing_call> {
};

}	/* namespace */

TEST_P(ReplacingCall, IsSafeInAHandlerThatInterruptsTheSame)
{
	sCall = GetParam().call;
	sShared = (shared_state*)mmap(nullptr, sizeof(shared_state),
		PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(sShared, MAP_FAILED);
	std::minstd_rand random(getpid());
	while (sShared->interruptions < INTERRUPTIONS) {
		sShared->in_call = false;
		const unsigned interruptions = sShared->interruptions;
		const unsigned pause = 1 + random() % LONGEST_PAUSE;
		const unsigned count = random() % LONGEST_COUNT;
		const int status
			= kernel_status_of_child([=] { return make_calls(pause, count); });
		/* The handler's call is the last, unless the process ended before. */
		if (sShared->interruptions != interruptions)
			ASSERT_EQ(status, BY_THE_HANDLER << 8);
		else
			ASSERT_TRUE(status == BY_THE_HANDLER << 8
				|| (status == BY_THE_CALL << 8 && sCall == end_process))
				<< status;
	}
	munmap(sShared, sizeof(shared_state));
}

INSTANTIATE_TEST_SUITE_P(, ReplacingCall, testing::ValuesIn(kCalls),
	[](const auto& tested) { return tested.param.name; });
