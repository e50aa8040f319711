/* The heap of the host's C library, from which all memory of the process comes.
 *
 * Its functions take locks that a handler of the same thread would wait for in
 * vain: they are called inside signal sections only.
 */
#ifndef _LIBROOT_HOST_HEAP_H
#define _LIBROOT_HOST_HEAP_H

#include <malloc.h>
#include <stddef.h>
#include <stdint.h>

/* Names under which the host's functions can be reached although we export
 * malloc() and the others ourselves. */
extern "C" {

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* memory, size_t size);
void __libc_free(void* memory);
void* __libc_memalign(size_t alignment, size_t size);
void* __libc_valloc(size_t size);
void* __libc_pvalloc(size_t size);
struct mallinfo __libc_mallinfo(void);
int __libc_mallopt(int parameter, int value);

}

/* The host's malloc_trim() and mallinfo2(). */
int trim_host_heap(size_t bytesToKeep);
struct mallinfo2 host_heap_info();

/* In front of every piece of memory the host keeps its size, the header
 * included, in multiples of 16, with flags in the lowest bits. That has been
 * its layout since its first release, and debuggers rely on it. (glibc
 * malloc/malloc.c, struct malloc_chunk.) thread_cache.cpp looks whether it is
 * so before it relies on it. */
namespace host_heap {

constexpr size_t ALIGNMENT = 16;
constexpr size_t HEADER_SIZE = sizeof(size_t);

/* The least that the host gives, header included. */
constexpr size_t MIN_SIZE = 4 * sizeof(size_t);

/* Flags. */
constexpr size_t PREVIOUS_IN_USE = 0x1;
constexpr size_t IS_MAPPED = 0x2;
constexpr size_t OF_OTHER_ARENA = 0x4;
constexpr size_t ALL_FLAGS = PREVIOUS_IN_USE | IS_MAPPED | OF_OTHER_ARENA;

inline size_t
header_of(const void* memory)
{
	return ((const size_t*)memory)[-1];
}

/* What the host itself would end the process for is not. */
inline bool
looks_valid(const void* memory)
{
	const size_t header = header_of(memory);
	return ((uintptr_t)memory | (header & ~ALL_FLAGS)) % ALIGNMENT == 0
		&& header >= MIN_SIZE;
}

inline size_t
usable_size(const void* memory)
{
	const size_t header = header_of(memory);
	/* Mapped memory has a second word in front. */
	const size_t overhead = (header & IS_MAPPED) != 0
		? 2 * HEADER_SIZE : HEADER_SIZE;
	return (header & ~ALL_FLAGS) - overhead;
}

}	/* namespace host_heap */

#endif	/* _LIBROOT_HOST_HEAP_H */
