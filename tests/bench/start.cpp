/* Starting a program that does nothing, until it has ended. build/run-bench
 * builds it from programs/empty_program.c, once with libroot, once without; for
 * i386 only without, against a program of BeOS's that libroot-run starts. */
#include "benchmark_support.h"

#include <spawn.h>
#include <sys/wait.h>

static void
start(benchmark::State& state, char** arguments)
{
	for (auto _ : state) {
		const double start = bench::cpu_seconds_with_children();
		pid_t child;
		const int error = posix_spawn(&child, arguments[0], nullptr, nullptr,
			arguments, environ);
		if (error != 0)
			return bench::fail(state, arguments[0], error);
		siginfo_t info;
		if (waitid(P_PID, child, &info, WEXITED) != 0)
			return bench::fail(state, "waitid");
		if (info.si_code != CLD_EXITED || info.si_status != 0)
			return state.SkipWithError("the program did not exit with status 0");
		state.SetIterationTime(bench::cpu_seconds_with_children() - start);
	}
}

static void
empty_program(benchmark::State& state)
{
	std::string program = bench::file_beside_program("empty_program");
	char* arguments[] = { program.data(), nullptr };
	start(state, arguments);
}
BENCHMARK(empty_program)->Name("start/empty_program")->UseManualTime();

static void
beos_program(benchmark::State& state)
{
#ifdef ON_LIBROOT
	std::string runner = bench::file_beside_program("../../bin/libroot-run");
	std::string program = bench::file_beside_program(
		"../../tests/x86/bench/empty_program.beos");
	char* arguments[] = { runner.data(), program.data(), nullptr };
#else
	std::string program = bench::file_beside_program("empty_program_x86");
	char* arguments[] = { program.data(), nullptr };
#endif
	start(state, arguments);
}
BENCHMARK(beos_program)->Name("start/beos_program")->UseManualTime();

BENCHMARK_MAIN();
