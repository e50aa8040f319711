#include "thread_cache.h"

#include <atomic>

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <string.h>

#include "batch_exchange.h"
#include "host_settings.h"

using host_heap::usable_size;

/* How many members make a batch full: at first, what makes FIRST_BATCH_BYTES, but
 * at most FIRST_LIMIT; in the end MAX_BATCH_BYTES and MAX_LIMIT. So much that
 * going to the exchange or the host is rare, and so little that what lies unused
 * does not count beside the rest of a program. Measured; see README.md. */
constexpr uint32_t FIRST_LIMIT = 8;
constexpr size_t FIRST_BATCH_BYTES = 4 * 1024;
constexpr uint32_t MAX_LIMIT = 64;
constexpr size_t MAX_BATCH_BYTES = 8 * 1024;
constexpr size_t MAX_GROWTH = 512 * 1024;

__thread thread_cache* current_cache = nullptr;
char __libroot_free_mark;

/* Never written to: its lists are empty and full at once. */
static thread_cache no_cache;

/* The key whose destructor tells of a thread's end, plus 1; 0: not yet made. */
static constinit std::atomic<pthread_key_t> end_key_plus_1 = 0;

// #pragma mark - giving back


static void
free_list(free_memory* list)
{
	while (list != nullptr) {
		free_memory* next = list->next;
		__libc_free(list);
		list = next;
	}
}

static bool
release(thread_cache& cache)
{
	bool any = false;
	for (cache_class& members : cache.classes) {
		any |= members.first != nullptr || members.spare != nullptr;
		free_list(members.first);
		free_list(members.spare);
		members.first = members.spare = nullptr;
		members.count = 0;
	}
	return any;
}

bool
release_caches()
{
	const int error = errno;
	bool any = false;
	if (current_cache != nullptr && current_cache != &no_cache)
		any = release(*current_cache);
	for (unsigned index = 0; index < size_class::COUNT; index++) {
		while (free_memory* batch = take_batch(index)) {
			any = true;
			free_list(batch);
		}
	}
	errno = error;
	return any;
}


// #pragma mark - beginning and end


/* The destructors of a thread's values are called in rounds, as long as there
 * are values, but not more often than PTHREAD_DESTRUCTOR_ITERATIONS: this one
 * waits for the last, so that memory that others free is still taken. */
static void
release_at_thread_end(void* value)
{
	const auto cache = (thread_cache*)value;
	signal_section section;
	cache->end_rounds++;
	if (cache->end_rounds < PTHREAD_DESTRUCTOR_ITERATIONS
		&& pthread_setspecific(end_key_plus_1.load(std::memory_order_relaxed)
			- 1, cache) == 0)
		return;
	current_cache = &no_cache;
	release(*cache);
	__libc_free(cache);
}

static bool
call_at_thread_end(thread_cache* cache)
{
	pthread_key_t known = end_key_plus_1.load(std::memory_order_relaxed);
	if (known == 0) {
		pthread_key_t key;
		if (pthread_key_create(&key, release_at_thread_end) != 0)
			return false;
		if (end_key_plus_1.compare_exchange_strong(known, key + 1,
				std::memory_order_relaxed))
			known = key + 1;
		else
			pthread_key_delete(key);
	}
	return pthread_setspecific(known - 1, cache) == 0;
}

/* Whether the host's header is what host_heap.h says. */
static bool
has_known_header(const void* memory, size_t size)
{
	const size_t expected = (size + host_heap::HEADER_SIZE
		+ host_heap::ALIGNMENT - 1) & ~(host_heap::ALIGNMENT - 1);
	const size_t header = host_heap::header_of(memory);
	const size_t found = header & ~host_heap::ALL_FLAGS;
	return (header & host_heap::IS_MAPPED) != 0
		|| found == expected || found == expected + host_heap::ALIGNMENT;
}

static constexpr uint32_t
limited_count(unsigned index, uint32_t maxCount, size_t maxBytes)
{
	const size_t count = maxBytes / (size_class::size_of(index)
		+ host_heap::HEADER_SIZE);
	return count == 0 ? 1 : count < maxCount ? count : maxCount;
}

static uint32_t
first_limit(unsigned index)
{
	return index == 0 ? 0 : limited_count(index, FIRST_LIMIT,
		FIRST_BATCH_BYTES);
}

static thread_cache*
new_cache()
{
	const auto cache = (thread_cache*)__libc_malloc(sizeof(thread_cache));
	if (cache == nullptr)
		return nullptr;
	memset(cache, 0, sizeof(*cache));
	for (unsigned index = 0; index < size_class::COUNT; index++)
		cache->classes[index].limit = first_limit(index);
	cache->growth_left = MAX_GROWTH;

	if (!has_known_header(cache, sizeof(*cache)))
		forbid_new_caches();
	else if (call_at_thread_end(cache))
		return cache;
	__libc_free(cache);
	return nullptr;
}

/* The calling thread's cache, made if need be, or null. */
static thread_cache*
cache_of_thread()
{
	thread_cache* cache = current_cache;
	if (__builtin_expect(cache == nullptr, 0)) {
		const cache_permission permission = permission_for_caches();
		if (permission == CACHES_UNDECIDED)
			return nullptr;
		/* For what allocates while the cache is made, and if it cannot be. */
		current_cache = &no_cache;
		if (permission == CACHES_FORBIDDEN)
			return nullptr;
		const int error = errno;
		cache = new_cache();
		errno = error;
		if (cache != nullptr)
			current_cache = cache;
	}
	return cache != &no_cache ? cache : nullptr;
}

void
forbid_caches()
{
	forbid_new_caches();
	thread_cache* cache = current_cache;
	current_cache = &no_cache;
	if (cache == nullptr || cache == &no_cache)
		return;
	pthread_setspecific(end_key_plus_1.load(std::memory_order_relaxed) - 1,
		nullptr);
	release(*cache);
	__libc_free(cache);
}


// #pragma mark - the slow ways


static free_memory*
next_batch(cache_class& members, unsigned index)
{
	free_memory* spare = members.spare;
	if (spare == nullptr)
		return take_batch(index);
	members.spare = nullptr;
	return spare;
}

void*
allocate_slowly(unsigned index, bool cleared)
{
	const size_t size = size_class::size_of(index);
	thread_cache* cache = cache_of_thread();
	if (cache != nullptr) {
		cache_class& members = cache->classes[index];
		free_memory* batch = next_batch(members, index);
		if (batch != nullptr) {
			members.first = batch;
			members.count = batch->count;
			void* memory = take_from_cache(index);
			return cleared ? memset(memory, 0, usable_size(memory)) : memory;
		}
	}
	if (cleared)
		return from_host([=] { return __libc_calloc(1, size); });
	return from_host([=] { return __libc_malloc(size); });
}

static bool
is_in_list(const free_memory* list, const void* memory)
{
	for (; list != nullptr; list = list->next) {
		if (list == memory)
			return true;
	}
	return false;
}

/* By how much the two batches of a class grow. */
static size_t
growth_between(uint32_t limit, uint32_t newLimit, unsigned index)
{
	return 2 * (newLimit - limit) * size_class::size_of(index);
}

static void
give_away_spare(cache_class& members, unsigned index)
{
	free_memory* spare = members.spare;
	members.spare = nullptr;
	if (spare != nullptr && !put_batch(index, spare))
		free_list(spare);
}

/* Takes from classes that have grown before, in turn, until there is growth left
 * to give to another. */
static void
shrink_others(thread_cache& cache, unsigned grown, size_t wanted)
{
	for (unsigned i = 0; i < size_class::COUNT && cache.growth_left < wanted;
			i++) {
		const unsigned index = cache.next_to_shrink;
		cache.next_to_shrink = (index + 1) % size_class::COUNT;
		cache_class& members = cache.classes[index];
		if (index == grown || members.limit <= first_limit(index))
			continue;
		uint32_t limit = members.limit / 2;
		if (limit < first_limit(index))
			limit = first_limit(index);
		cache.growth_left += growth_between(limit, members.limit, index);
		members.limit = limit;
		give_away_spare(members, index);
	}
}

static void
grow(thread_cache& cache, unsigned index)
{
	cache_class& members = cache.classes[index];
	const uint32_t maxLimit = limited_count(index, MAX_LIMIT, MAX_BATCH_BYTES);
	if (members.limit >= maxLimit)
		return;
	const uint32_t limit = members.limit * 2 < maxLimit
		? members.limit * 2 : maxLimit;
	const size_t growth = growth_between(members.limit, limit, index);
	if (growth > cache.growth_left)
		shrink_others(cache, index, growth);
	if (growth <= cache.growth_left) {
		cache.growth_left -= growth;
		members.limit = limit;
	}
}

/* What is in use becomes the spare batch. */
static void
begin_batch(thread_cache& cache, unsigned index)
{
	cache_class& members = cache.classes[index];
	if (members.spare != nullptr) {
		give_away_spare(members, index);
		grow(cache, index);
	}
	members.spare = members.first;
	members.spare->count = members.count;
	members.first = nullptr;
	members.count = 0;
}

bool
free_slowly(void* address, unsigned index)
{
	thread_cache* cache = cache_of_thread();
	if (cache == nullptr) {
		__libc_free(address);
		return true;
	}
	cache_class& members = cache->classes[index];
	const auto memory = (free_memory*)address;
	if (memory->mark == free_mark()) {
		if (is_in_list(members.first, memory)
			|| is_in_list(members.spare, memory))
			return false;
		/* By chance, or free in another thread, which is not looked for. */
		memory->mark = 0;
	}
	if (members.count >= members.limit)
		begin_batch(*cache, index);
	put_into_cache(memory, index);
	return true;
}
