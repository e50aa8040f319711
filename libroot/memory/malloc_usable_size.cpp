#include <host_heap.h>
#include <symbol_versions.h>

/* How much of the memory can be used; 0 for null. Async-signal-safe. */
extern "C" size_t
__malloc_usable_size(void* memory)
{
	return memory != nullptr ? host_heap::usable_size(memory) : 0;
}

EVERY_VERSION(__malloc_usable_size, malloc_usable_size);
