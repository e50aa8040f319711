/* A signal round trip to a handler that a legacy binary installed, against one
 * to a plain handler of the host. The handler is in a shared library that
 * build/run-bench builds from programs/counting_handler.c: for libroot as a
 * legacy binary, for the host as an ordinary one. */
#include "benchmark_support.h"

#include <dlfcn.h>

template<typename Function>
static Function*
function_of(void* library, const char* name)
{
	void* symbol = dlsym(library, name);
	if (symbol == nullptr)
		throw std::runtime_error(dlerror());
	return reinterpret_cast<Function*>(symbol);
}

static void
through_tgkill(benchmark::State& state)
{
	void* library = dlopen(bench::file_beside_program("counting_handler.so").c_str(),
		RTLD_NOW);
	if (library == nullptr)
		return state.SkipWithError(dlerror());
	auto install = function_of<int()>(library, "install_counting_handler");
	auto count = function_of<unsigned long()>(library, "handled_signals");

	const bench::raw_sender sender(SIGUSR1);
	if (install() != 0)
		return bench::fail(state, "install_counting_handler");
	const unsigned long before = count();
	for (auto _ : state) {
		if (!sender.send())
			return bench::fail(state, "tgkill");
	}
	if (count() - before != static_cast<unsigned long>(state.iterations()))
		state.SkipWithError("the handler did not run once per signal");
}
BENCHMARK(through_tgkill)->Name("round_trip/tgkill/legacy");

BENCHMARK_MAIN();
