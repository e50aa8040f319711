/* Installing signal handlers. */
#include "benchmark_support.h"

static void
first_handler(int)
{
}

static void
second_handler(int)
{
}

/* Two handlers in turn: each call changes the disposition. */
static void
install(benchmark::State& state, bool with_old)
{
	struct sigaction actions[2] = {};
	actions[0].sa_handler = first_handler;
	actions[1].sa_handler = second_handler;

	unsigned turn = 0;
	struct sigaction old_action;
	for (auto _ : state) {
		if (sigaction(SIGUSR1, &actions[turn++ & 1],
				with_old ? &old_action : nullptr) != 0) {
			return bench::fail(state, "sigaction");
		}
	}
	if (with_old && turn >= 2 && old_action.sa_handler != actions[turn & 1].sa_handler)
		state.SkipWithError("sigaction: the old action is not the one before");
}
BENCHMARK_CAPTURE(install, install, false)->Name("sigaction/install");
BENCHMARK_CAPTURE(install, install_with_old, true)->Name("sigaction/install_with_old");

BENCHMARK_MAIN();
