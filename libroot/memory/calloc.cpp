#include <errno.h>
#include <string.h>

#include <symbol_versions.h>

#include "thread_cache.h"

/* Memory for an array, with zeros in it. Null with errno ENOMEM.
 * Async-signal-safe. */
extern "C" void*
__calloc(size_t count, size_t memberSize)
{
	size_t size;
	if (__builtin_mul_overflow(count, memberSize, &size)) {
		errno = ENOMEM;
		return nullptr;
	}
	if (size > size_class::LARGEST) {
		signal_section section;
		return from_host([=] { return __libc_calloc(count, memberSize); });
	}

	const unsigned index = class_of_request(size);
	void* memory;
	{
		signal_section section;
		memory = take_from_cache(index);
		if (memory == nullptr)
			return allocate_slowly(index, true);
	}
	/* All of it, as the host does: malloc_usable_size() tells how much. */
	return memset(memory, 0, host_heap::usable_size(memory));
}

EVERY_VERSION(__calloc, calloc);
