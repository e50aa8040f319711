/* Waiting for a child that has exited. */
#include "benchmark_support.h"

#include <sys/wait.h>

static pid_t
fork_exiting_child()
{
	const pid_t child = fork();
	if (child == 0)
		_exit(0);
	return child;
}

/* waitid() alone: the child stays a zombie. */
static void
zombie(benchmark::State& state)
{
	const pid_t child = fork_exiting_child();
	siginfo_t info;
	if (child < 0 || waitid(P_PID, child, &info, WEXITED | WNOWAIT) != 0)
		return bench::fail(state, "making a zombie");

	for (auto _ : state) {
		if (waitid(P_PID, child, &info, WEXITED | WNOWAIT) != 0)
			return bench::fail(state, "waitid");
	}
	if (info.si_pid != child || info.si_code != CLD_EXITED)
		state.SkipWithError("waitid: not the child that exited");
	waitid(P_PID, child, &info, WEXITED);
}
BENCHMARK(zombie)->Name("waitid/zombie");

/* Real time: the child's own time counts. */
static void
fork_and_wait(benchmark::State& state)
{
	for (auto _ : state) {
		const pid_t child = fork_exiting_child();
		siginfo_t info;
		if (child < 0)
			return bench::fail(state, "fork");
		if (waitid(P_PID, child, &info, WEXITED) != 0)
			return bench::fail(state, "waitid");
	}
}
BENCHMARK(fork_and_wait)->Name("waitid/fork")->UseRealTime();

BENCHMARK_MAIN();
