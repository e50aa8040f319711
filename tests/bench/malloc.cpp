/* Allocating and freeing memory of mixed sizes. */
#include "benchmark_support.h"

#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <utility>
#include <vector>

/* What programs allocate, roughly: as much of each power of two from 16 bytes
 * to 4 KiB, and anything in between. The same for both libraries. */
static std::vector<uint32_t>
mixed_sizes()
{
	std::vector<uint32_t> sizes(4096);
	uint32_t random = 2463534242u;	/* xorshift32 (Marsaglia) */
	auto next = [&random] {
		random ^= random << 13;
		random ^= random >> 17;
		return random ^= random << 5;
	};
	for (uint32_t& size : sizes) {
		const uint32_t power = 16u << next() % 8;
		size = power + next() % power;
	}
	return sizes;
}

static const std::vector<uint32_t> sizes = mixed_sizes();

static void*
allocate(benchmark::State& state, size_t turn)
{
	void* memory = std::malloc(sizes[turn % sizes.size()]);
	if (memory == nullptr) {
		bench::fail(state, "malloc");
		std::abort();
	}
	/* Who allocates writes. */
	*(volatile char*)memory = 1;
	return memory;
}

/* One at a time. */
static void
pairs(benchmark::State& state)
{
	size_t turn = state.thread_index() * 1000;
	for (auto _ : state)
		std::free(allocate(state, turn++));
}
BENCHMARK(pairs)->Name("malloc_free/pairs");

/* So many are in use at any time, and are freed in another order than they were
 * allocated in. */
static void
mixed(benchmark::State& state)
{
	constexpr size_t IN_USE = 1024;

	size_t turn = state.thread_index() * 1000;
	std::vector<void*> memory(IN_USE);
	for (auto _ : state) {
		/* An odd multiplier: all places have their turn. */
		void*& place = memory[turn * 677 % IN_USE];
		std::free(place);
		place = allocate(state, turn++);
	}
	for (void* rest : memory)
		std::free(rest);
}
BENCHMARK(mixed)->Name("malloc_free/mixed");
BENCHMARK(mixed)->Name("malloc_free/mixed")->Threads(2);

/* Two threads, each of which frees what the other has allocated. They meet so
 * seldom that the meeting itself does not count. */
class meeting {
public:
	/* Returns when the other is here, with what it has brought. */
	void
	exchange(std::vector<void*>& memory)
	{
		std::unique_lock lock(mutex);
		if (first != nullptr) {
			std::swap(*first->memory, memory);
			first->isDone = true;
			first = nullptr;
			condition.notify_one();
			return;
		}
		visitor self{ &memory };
		first = &self;
		condition.wait(lock, [&] { return self.isDone; });
	}

private:
	struct visitor {
		std::vector<void*>*	memory;
		bool				isDone = false;
	};

	std::mutex				mutex;
	std::condition_variable	condition;
	visitor*				first = nullptr;
};

static void
handed_over(benchmark::State& state)
{
	constexpr size_t AT_ONCE = 1024;
	static meeting point;

	size_t turn = state.thread_index() * 1000;
	std::vector<void*> memory(AT_ONCE);
	while (state.KeepRunningBatch(AT_ONCE)) {
		for (void*& place : memory)
			place = allocate(state, turn++);
		point.exchange(memory);
		for (void* place : memory)
			std::free(place);
	}
}
BENCHMARK(handed_over)->Name("malloc_free/handed_over")->Threads(2);

BENCHMARK_MAIN();
