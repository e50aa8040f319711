/* Operations on signal sets: as a program gets them from <signal.h>, which may
 * inline them, and (".../call") through the library's function. */
#include "benchmark_support.h"

static void
add(benchmark::State& state)
{
	sigset_t set;
	sigemptyset(&set);
	for (auto _ : state) {
		benchmark::DoNotOptimize(sigaddset(&set, SIGUSR1));
		benchmark::DoNotOptimize(set);
	}
}
BENCHMARK(add)->Name("sigaddset");

static void
remove(benchmark::State& state)
{
	sigset_t set;
	sigfillset(&set);
	for (auto _ : state) {
		benchmark::DoNotOptimize(sigdelset(&set, SIGUSR1));
		benchmark::DoNotOptimize(set);
	}
}
BENCHMARK(remove)->Name("sigdelset");

static void
is_member(benchmark::State& state)
{
	sigset_t set = set_of(SIGUSR1);
	for (auto _ : state) {
		benchmark::DoNotOptimize(set);
		benchmark::DoNotOptimize(sigismember(&set, SIGUSR1));
	}
}
BENCHMARK(is_member)->Name("sigismember");

template<typename Set>
static void
call(benchmark::State& state, int (*function)(Set*, int))
{
	/* Volatile: the compiler must not look through the pointer. */
	int (*volatile library_function)(Set*, int) = function;
	sigset_t set = set_of(SIGUSR1);
	for (auto _ : state)
		benchmark::DoNotOptimize(library_function(&set, SIGUSR1));
}
BENCHMARK_CAPTURE(call, add, sigaddset)->Name("sigaddset/call");
BENCHMARK_CAPTURE(call, remove, sigdelset)->Name("sigdelset/call");
BENCHMARK_CAPTURE(call, is_member, sigismember)->Name("sigismember/call");

BENCHMARK_MAIN();
