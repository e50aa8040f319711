/* The size classes of the thread cache.
 *
 * Up to SMALL_LIMIT there is one for each size that the host has, so that
 * nothing is lost. Above, a class is an eighth of the power of two below it
 * wide, and what is asked of the host is rounded up to its end, so that at most
 * an eighth is lost and nothing for powers of two.
 */
#ifndef _LIBROOT_SIZE_CLASS_H
#define _LIBROOT_SIZE_CLASS_H

#include <host_heap.h>

namespace size_class {

using host_heap::ALIGNMENT;
using host_heap::HEADER_SIZE;
using host_heap::MIN_SIZE;

/* Header included. */
constexpr size_t SMALL_LIMIT = 1024 + ALIGNMENT;
constexpr size_t LARGEST_SMALL = SMALL_LIMIT - HEADER_SIZE;
constexpr unsigned LAST_SMALL = SMALL_LIMIT / ALIGNMENT;

constexpr unsigned FIRST_DOUBLING = 10;
constexpr unsigned DOUBLINGS = 3;
constexpr unsigned STEPS = 8;
constexpr unsigned STEP_BITS = 3;
constexpr size_t LARGEST = size_t{1} << (FIRST_DOUBLING + DOUBLINGS);

constexpr unsigned COUNT = LAST_SMALL + 1 + DOUBLINGS * STEPS;

/* The class whose members have room for size, which is at most LARGEST_SMALL
 * here... */
constexpr unsigned
of_small_request(size_t size)
{
	constexpr size_t LEAST = MIN_SIZE - HEADER_SIZE;
	if (size < LEAST)
		size = LEAST;
	return (size + HEADER_SIZE + ALIGNMENT - 1) / ALIGNMENT;
}

/* ... and between LARGEST_SMALL and LARGEST here. */
constexpr unsigned
of_large_request(size_t size)
{
	const unsigned last = (unsigned)size - 1;
	const unsigned doubling = 31 - __builtin_clz(last);
	const unsigned step = last >> (doubling - STEP_BITS) & (STEPS - 1);
	return LAST_SMALL + 1 + (doubling - FIRST_DOUBLING) * STEPS + step;
}

/* What to ask of the host so that the memory will be of the class. */
constexpr size_t
size_of(unsigned index)
{
	if (index <= LAST_SMALL)
		return index * ALIGNMENT - HEADER_SIZE;
	const unsigned large = index - LAST_SMALL - 1;
	const unsigned doubling = FIRST_DOUBLING + large / STEPS;
	return (size_t{STEPS} + large % STEPS + 1) << (doubling - STEP_BITS);
}

/* The class that memory of this size, header included, can be used for. At
 * least MIN_SIZE; COUNT or more: none. */
constexpr unsigned
of_memory(size_t sizeWithHeader)
{
	if (sizeWithHeader <= SMALL_LIMIT)
		return sizeWithHeader / ALIGNMENT;
	const size_t usable = sizeWithHeader - HEADER_SIZE;
	if (usable > LARGEST + LARGEST / STEPS)
		return COUNT;
	return of_large_request(usable + 1) - 1;
}

static_assert(size_of(LAST_SMALL) == LARGEST_SMALL);
static_assert(size_of(COUNT - 1) == LARGEST);
static_assert(of_large_request(LARGEST_SMALL + 1) == LAST_SMALL + 1);
static_assert(of_large_request(LARGEST) == COUNT - 1);

/* What is freed comes back to the class that it was taken from, and has room
 * for all that it can be given for. */
constexpr bool
are_consistent()
{
	for (size_t size = 0; size <= LARGEST; size++) {
		const unsigned index = size <= LARGEST_SMALL
			? of_small_request(size) : of_large_request(size);
		if (size_of(index) < size)
			return false;
	}
	for (size_t memory = MIN_SIZE; memory <= LARGEST + 4 * ALIGNMENT;
			memory += ALIGNMENT) {
		const unsigned index = of_memory(memory);
		if (index < COUNT && size_of(index) > memory - HEADER_SIZE)
			return false;
	}
	for (unsigned index = MIN_SIZE / ALIGNMENT; index < COUNT; index++) {
		const size_t memory = (size_of(index) + HEADER_SIZE + ALIGNMENT - 1)
			& ~(ALIGNMENT - 1);
		if (of_memory(memory) != index)
			return false;
	}
	return true;
}

static_assert(are_consistent());

}	/* namespace size_class */

#endif	/* _LIBROOT_SIZE_CLASS_H */
