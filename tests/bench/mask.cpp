/* Asking for the signal mask of the calling thread. */
#include "benchmark_support.h"

static void
query(benchmark::State& state)
{
	sigset_t mask;
	for (auto _ : state) {
		if (sigprocmask(SIG_BLOCK, nullptr, &mask) != 0)
			return bench::fail(state, "sigprocmask");
		benchmark::DoNotOptimize(mask);
	}
}
BENCHMARK(query)->Name("sigprocmask/query");

/* A change that changes nothing. */
static void
same_again(benchmark::State& state)
{
	const sigset_t set = set_of(SIGUSR1);
	sigset_t initial;
	sigprocmask(SIG_BLOCK, &set, &initial);
	for (auto _ : state) {
		if (sigprocmask(SIG_BLOCK, &set, nullptr) != 0)
			return bench::fail(state, "sigprocmask");
	}
	sigprocmask(SIG_SETMASK, &initial, nullptr);
}
BENCHMARK(same_again)->Name("sigprocmask/no_change");

BENCHMARK_MAIN();
