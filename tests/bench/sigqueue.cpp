/* Queueing a realtime signal with a value and taking it off again. */
#include "benchmark_support.h"

static void
queue_and_wait(benchmark::State& state)
{
	const pid_t self = getpid();
	const int signal = SIGRTMIN;
	const sigset_t set = set_of(signal);
	sigset_t old_mask;
	sigprocmask(SIG_BLOCK, &set, &old_mask);

	sigval value = {};
	for (auto _ : state) {
		siginfo_t info;
		value.sival_int++;
		if (sigqueue(self, signal, value) != 0)
			return bench::fail(state, "sigqueue");
		if (sigwaitinfo(&set, &info) != signal)
			return bench::fail(state, "sigwaitinfo");
		if (info.si_value.sival_int != value.sival_int)
			return state.SkipWithError("sigwaitinfo: not the value that was queued");
	}
	sigprocmask(SIG_SETMASK, &old_mask, nullptr);
}
BENCHMARK(queue_and_wait)->Name("sigqueue_sigwaitinfo");

BENCHMARK_MAIN();
