/* Changing the signal mask of the calling thread. */
#include "benchmark_support.h"

#include <memory>

static void
block_unblock(benchmark::State& state)
{
	const sigset_t set = set_of(SIGUSR1);
	for (auto _ : state) {
		if (sigprocmask(SIG_BLOCK, &set, nullptr) != 0
			|| sigprocmask(SIG_UNBLOCK, &set, nullptr) != 0) {
			return bench::fail(state, "sigprocmask");
		}
	}
}
BENCHMARK(block_unblock)->Name("sigprocmask/block_unblock");

struct alternating_masks {
	const sigset_t masks[2] = { set_of(SIGUSR1), set_of(SIGUSR2) };
	sigset_t old_mask;
};

static void
set_with_old(benchmark::State& state, alternating_masks& sets)
{
	sigset_t initial;
	sigprocmask(SIG_SETMASK, nullptr, &initial);

	unsigned turn = 0;
	for (auto _ : state) {
		if (sigprocmask(SIG_SETMASK, &sets.masks[turn++ & 1], &sets.old_mask) != 0)
			return bench::fail(state, "sigprocmask");
		benchmark::DoNotOptimize(sets.old_mask);
	}
	sigprocmask(SIG_SETMASK, &initial, nullptr);
}

static void
local_sets(benchmark::State& state)
{
	alternating_masks sets;
	set_with_old(state, sets);
}
BENCHMARK(local_sets)->Name("sigprocmask/set_with_old");

/* Apart because libroot checks pointers, and can take the stack for granted,
 * the heap not. */
static void
heap_sets(benchmark::State& state)
{
	const auto sets = std::make_unique<alternating_masks>();
	set_with_old(state, *sets);
}
BENCHMARK(heap_sets)->Name("sigprocmask/set_with_old/heap");

BENCHMARK_MAIN();
