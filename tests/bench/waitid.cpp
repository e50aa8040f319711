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

static void
fork_and_wait(benchmark::State& state)
{
	for (auto _ : state) {
		const double start = bench::cpu_seconds_with_children();
		const pid_t child = fork_exiting_child();
		siginfo_t info;
		if (child < 0)
			return bench::fail(state, "fork");
		if (waitid(P_PID, child, &info, WEXITED) != 0)
			return bench::fail(state, "waitid");
		state.SetIterationTime(bench::cpu_seconds_with_children() - start);
	}
}
BENCHMARK(fork_and_wait)->Name("waitid/fork")->UseManualTime();

BENCHMARK_MAIN();
