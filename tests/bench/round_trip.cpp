/* A signal that a thread sends to itself: sending, handler, return. */
#include "benchmark_support.h"

#include <pthread.h>

static volatile benchmark::IterationCount handled;

static void
plain_handler(int)
{
	handled = handled + 1;
}

static void
siginfo_handler(int, siginfo_t*, void*)
{
	handled = handled + 1;
}

static bool
install(bool with_siginfo)
{
	struct sigaction action = {};
	if (with_siginfo) {
		action.sa_sigaction = siginfo_handler;
		action.sa_flags = SA_SIGINFO;
	} else
		action.sa_handler = plain_handler;
	return sigaction(SIGUSR1, &action, nullptr) == 0;
}

template<typename Send>
static void
measure(benchmark::State& state, bool with_siginfo, Send send)
{
	if (!install(with_siginfo))
		return bench::fail(state, "sigaction");

	handled = 0;
	for (auto _ : state) {
		if (!send())
			return bench::fail(state, "sending");
	}
	if (handled != state.iterations())
		state.SkipWithError("the handler did not run once per signal");
}

static void
through_tgkill(benchmark::State& state, bool with_siginfo)
{
	const bench::raw_sender sender(SIGUSR1);
	measure(state, with_siginfo, [&] { return sender.send(); });
}
BENCHMARK_CAPTURE(through_tgkill, siginfo, true)->Name("round_trip/tgkill/siginfo");
BENCHMARK_CAPTURE(through_tgkill, plain, false)->Name("round_trip/tgkill/plain");

static void
through_pthread_kill(benchmark::State& state, bool with_siginfo)
{
	const pthread_t self = pthread_self();
	measure(state, with_siginfo, [&] { return pthread_kill(self, SIGUSR1) == 0; });
}
BENCHMARK_CAPTURE(through_pthread_kill, siginfo, true)
	->Name("round_trip/pthread_kill/siginfo");
BENCHMARK_CAPTURE(through_pthread_kill, plain, false)
	->Name("round_trip/pthread_kill/plain");

BENCHMARK_MAIN();
