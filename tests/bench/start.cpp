/* Starting a program that does nothing, until it has ended. build/run-bench
 * builds it from programs/empty_program.c, once with libroot, once without. */
#include "benchmark_support.h"

#include <spawn.h>
#include <sys/wait.h>

static void
empty_program(benchmark::State& state)
{
	std::string program = bench::file_beside_program("empty_program");
	char* arguments[] = { program.data(), nullptr };
	for (auto _ : state) {
		const double start = bench::cpu_seconds_with_children();
		pid_t child;
		const int error = posix_spawn(&child, program.c_str(), nullptr, nullptr,
			arguments, environ);
		if (error != 0)
			return bench::fail(state, program.c_str(), error);
		siginfo_t info;
		if (waitid(P_PID, child, &info, WEXITED) != 0)
			return bench::fail(state, "waitid");
		if (info.si_code != CLD_EXITED || info.si_status != 0)
			return state.SkipWithError("empty_program did not exit with status 0");
		state.SetIterationTime(bench::cpu_seconds_with_children() - start);
	}
}
BENCHMARK(empty_program)->Name("start/empty_program")->UseManualTime();

BENCHMARK_MAIN();
