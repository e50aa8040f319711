#include <errno.h>

#include <symbol_versions.h>

#include "memory_functions.h"
#include "thread_cache.h"

/* Changes the size of memory, which moves if need be. Null memory: malloc(). A
 * size of 0 frees it and returns null, as the host does. Null with errno ENOMEM
 * leaves it as it is.
 * Async-signal-safe. */
extern "C" void*
__realloc(void* memory, size_t size)
{
	if (memory == nullptr)
		return __malloc(size);
	if (size == 0) {
		__free(memory);
		return nullptr;
	}
	/* The host ends the process, and the end must not be held back. */
	if (!host_heap::looks_valid(memory))
		return __libc_realloc(memory, size);

	if (size <= size_class::LARGEST) {
		const unsigned index = class_of_request(size);
		if (index == class_of_memory(memory))
			return memory;
		/* So that it can be kept when it is freed. */
		size = size_class::size_of(index);
	}
	signal_section section;
	return from_host([=] { return __libc_realloc(memory, size); });
}

EVERY_VERSION(__realloc, realloc);

/* The same for an array. ENOMEM too if the size does not fit in a size_t. */
extern "C" void*
__reallocarray(void* memory, size_t count, size_t memberSize)
{
	size_t size;
	if (__builtin_mul_overflow(count, memberSize, &size)) {
		errno = ENOMEM;
		return nullptr;
	}
	return __realloc(memory, size);
}

EVERY_VERSION(__reallocarray, reallocarray);
