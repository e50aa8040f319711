#include "batch_exchange.h"

#include <atomic>

/* Places for each class, and the limit for what they hold together. A few are
 * enough: a batch stands for many calls. */
constexpr unsigned PLACES = 4;
constexpr size_t MAX_BYTES = 512 * 1024;

static constinit std::atomic<free_memory*> places[size_class::COUNT][PLACES];
static constinit std::atomic<size_t> bytes_held;

static size_t
bytes_of(unsigned index, const free_memory* batch)
{
	return size_class::size_of(index) * batch->count;
}

bool
put_batch(unsigned index, free_memory* batch)
{
	const size_t bytes = bytes_of(index, batch);
	if (bytes_held.load(std::memory_order_relaxed) + bytes > MAX_BYTES)
		return false;
	/* Counted before somebody can take it. */
	bytes_held.fetch_add(bytes, std::memory_order_relaxed);
	for (std::atomic<free_memory*>& place : places[index]) {
		free_memory* none = nullptr;
		if (place.load(std::memory_order_relaxed) == nullptr
			&& place.compare_exchange_strong(none, batch,
				std::memory_order_release, std::memory_order_relaxed))
			return true;
	}
	bytes_held.fetch_sub(bytes, std::memory_order_relaxed);
	return false;
}

free_memory*
take_batch(unsigned index)
{
	for (std::atomic<free_memory*>& place : places[index]) {
		if (place.load(std::memory_order_relaxed) == nullptr)
			continue;
		free_memory* batch = place.exchange(nullptr, std::memory_order_acquire);
		if (batch != nullptr) {
			bytes_held.fetch_sub(bytes_of(index, batch),
				std::memory_order_relaxed);
			return batch;
		}
	}
	return nullptr;
}
