/* A jump that saves and restores the signal mask. */
#include "benchmark_support.h"

#include <csetjmp>

static void
jump(benchmark::State& state)
{
	/* Static: it must keep its value across the jump. */
	static benchmark::IterationCount landings;
	landings = 0;
	for (auto _ : state) {
		sigjmp_buf environment;
		if (sigsetjmp(environment, 1) == 0)
			siglongjmp(environment, 1);
		landings++;
	}
	if (landings != state.iterations())
		state.SkipWithError("siglongjmp() did not land once per jump");
}
BENCHMARK(jump)->Name("sigsetjmp_siglongjmp");

BENCHMARK_MAIN();
