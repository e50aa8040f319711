/* A place where no signal arrives: what programs do around their critical
 * sections. On the host's side that is a pair of sigprocmask(). */
#include "benchmark_support.h"

#include <pthread.h>

#ifdef ON_LIBROOT

static void
begin_section(sigset_t&)
{
	sigblockall();
}

static void
end_section(const sigset_t&)
{
	sigunblockall();
}

#else

static void
begin_section(sigset_t& saved)
{
	sigset_t all;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &saved);
}

static void
end_section(const sigset_t& saved)
{
	sigprocmask(SIG_SETMASK, &saved, nullptr);
}

#endif

static void
section(benchmark::State& state)
{
	/* What has to be prepared once is not measured. */
	sigset_t saved;
	begin_section(saved);
	end_section(saved);
	for (auto _ : state) {
		begin_section(saved);
		benchmark::ClobberMemory();
		end_section(saved);
	}
}
BENCHMARK(section)->Name("section/inline");

/* Through the exported functions. */
static void
section_by_calls(benchmark::State& state)
{
#ifdef ON_LIBROOT
	/* Volatile: the compiler must not look through the pointers. */
	int (*volatile begin)() = sigblockall;
	int (*volatile end)() = sigunblockall;
	int (*const begin_call)() = begin;
	int (*const end_call)() = end;
	begin_call();
	end_call();
	for (auto _ : state) {
		begin_call();
		benchmark::ClobberMemory();
		end_call();
	}
#else
	section(state);
#endif
}
BENCHMARK(section_by_calls)->Name("section/call");

/* An uncontended mutex, whose handling has sections in it. */
static void
lock_unlock(benchmark::State& state)
{
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	for (auto _ : state) {
		if (pthread_mutex_lock(&mutex) != 0
			|| pthread_mutex_unlock(&mutex) != 0) {
			return bench::fail(state, "pthread_mutex");
		}
	}
}
BENCHMARK(lock_unlock)->Name("pthread_mutex/lock_unlock");

#ifdef ON_LIBROOT

static volatile benchmark::IterationCount handled;

/* A signal that waits for the end of a section; to be compared with the same
 * delivery outside one, round_trip/tgkill. */
static void
deferred_delivery(benchmark::State& state)
{
	struct sigaction action = {};
	action.sa_sigaction = [](int, siginfo_t*, void*) { handled = handled + 1; };
	action.sa_flags = SA_SIGINFO;
	if (sigaction(SIGUSR1, &action, nullptr) != 0)
		return bench::fail(state, "sigaction");
	const bench::raw_sender sender(SIGUSR1);
	handled = 0;
	for (auto _ : state) {
		sigblockall();
		if (!sender.send())
			return bench::fail(state, "sending");
		sigunblockall();
	}
	if (handled != state.iterations())
		state.SkipWithError("the handler did not run once per signal");
}
BENCHMARK(deferred_delivery)->Name("round_trip/deferred");

#endif

BENCHMARK_MAIN();
