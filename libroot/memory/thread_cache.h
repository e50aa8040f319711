/* Freed memory that a thread keeps for its next malloc(), in front of the
 * host's heap.
 *
 * What is kept is the host's memory, to the host in use: anybody can free what
 * anybody has allocated, and nothing depends on all of the process coming
 * through here. The cache is a thread's own, and touched inside signal sections
 * only, so that it needs neither locks nor atomic operations.
 *
 * A class keeps two batches, one in use and one full or absent, so that going
 * to and fro at a border costs nothing. What exceeds them goes as a whole to
 * the exchange, where threads that allocate take it up that others have freed;
 * only when that is full, to the host.
 */
#ifndef _LIBROOT_THREAD_CACHE_H
#define _LIBROOT_THREAD_CACHE_H

#include <host_heap.h>
#include <signal_section.h>

#include "size_class.h"

/* What is written into memory that is kept. Fits in the least that the host
 * gives. */
struct free_memory {
	free_memory*	next;
	/* FREE_MARK, for free() to see that it is called twice. */
	uintptr_t		mark;
	/* In the first of a batch that is not in use: the number of its members.
	 * Nowhere else. */
	uintptr_t		count;
};

static_assert(sizeof(free_memory) <= host_heap::MIN_SIZE - host_heap::HEADER_SIZE);

struct cache_class {
	free_memory*	first;
	/* A full batch, or null. */
	free_memory*	spare;
	/* Members of the list at first; never more than limit. */
	uint32_t		count;
	/* A batch is full with so many. Grows when batches overflow, at the cost of
	 * other classes if need be. */
	uint32_t		limit;
};

struct thread_cache {
	cache_class	classes[size_class::COUNT];
	/* Bytes by which the limits may still grow, all classes together. */
	size_t		growth_left;
	/* The class whose limit is the next to shrink. */
	unsigned	next_to_shrink;
	/* How often the thread's end has been seen; see release_at_thread_end(). */
	int			end_rounds;
};

/* The calling thread's; null until it is needed. NO_CACHE while it cannot be
 * had, with limits of 0. */
extern __thread thread_cache* current_cache
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* Differs in each process. */
extern "C" __attribute__((visibility("hidden"))) char __libroot_free_mark;

inline uintptr_t
free_mark()
{
	return (uintptr_t)&__libroot_free_mark;
}

/* All of these inside a section. */

/* When there is no cache yet, or its class is empty. With zeros in it if cleared
 * is set. Null with errno set. */
void* allocate_slowly(unsigned index, bool cleared);

/* When there is no cache yet, or its class is full, or the memory looks as if it
 * were free already; false if it is. Leaves errno alone. */
bool free_slowly(void* memory, unsigned index);

/* Gives all that the calling thread and the exchange keep back to the host.
 * False if that was nothing. Leaves errno alone. */
bool release_caches();

/* From now on no thread gets a cache, and the calling one has none. */
void forbid_caches();

/* What function() gets from the host, which returns null if the host has no
 * more: then once more without the caches. */
template<typename Function>
inline void*
from_host(Function function)
{
	void* memory = function();
	if (__builtin_expect(memory == nullptr, 0) && release_caches())
		memory = function();
	return memory;
}

/* The same for all sizes up to size_class::LARGEST. */
inline unsigned
class_of_request(size_t size)
{
	return size <= size_class::LARGEST_SMALL
		? size_class::of_small_request(size)
		: size_class::of_large_request(size);
}

/* COUNT or more: none. */
inline unsigned
class_of_memory(const void* memory)
{
	const size_t header = host_heap::header_of(memory);
	if (__builtin_expect((header & host_heap::IS_MAPPED) != 0, 0))
		return size_class::COUNT;
	return size_class::of_memory(header & ~host_heap::ALL_FLAGS);
}

/* Takes memory of a class off the cache; null if there is none. */
inline void*
take_from_cache(unsigned index)
{
	thread_cache* cache = current_cache;
	if (__builtin_expect(cache == nullptr, 0))
		return nullptr;
	cache_class& members = cache->classes[index];
	free_memory* memory = members.first;
	if (__builtin_expect(memory == nullptr, 0))
		return nullptr;
	members.first = memory->next;
	members.count--;
	memory->mark = 0;
	return memory;
}

/* False if it must be done slowly. */
inline bool
put_into_cache(void* address, unsigned index)
{
	thread_cache* cache = current_cache;
	if (__builtin_expect(cache == nullptr, 0))
		return false;
	cache_class& members = cache->classes[index];
	const auto memory = (free_memory*)address;
	if (__builtin_expect(members.count >= members.limit
			|| memory->mark == free_mark(), 0))
		return false;
	memory->next = members.first;
	memory->mark = free_mark();
	members.first = memory;
	members.count++;
	return true;
}

#endif	/* _LIBROOT_THREAD_CACHE_H */
