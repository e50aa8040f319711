#include <symbol_versions.h>

#include "memory_functions.h"
#include "thread_cache.h"

/* What malloc() seldom does is apart, so that it saves no registers for it. */

static __attribute__((noinline)) void*
allocate_large(size_t size)
{
	signal_section section;
	return from_host([=] { return __libc_malloc(size); });
}

/* In malloc()'s section, which ends here. */
static __attribute__((noinline, cold)) void*
end_slowly(unsigned index)
{
	void* memory = allocate_slowly(index, false);
	leave_signal_section();
	return memory;
}

static __attribute__((noinline, cold)) void*
deliver_and_return(void* memory)
{
	_kern_deliver_held_signals();
	return memory;
}

/* Memory of at least size bytes, aligned for any type; not null even if size is
 * 0. Null with errno ENOMEM.
 * Async-signal-safe. */
extern "C" void*
__malloc(size_t size)
{
	if (__builtin_expect(size > size_class::LARGEST, 0))
		return allocate_large(size);
	const unsigned index = class_of_request(size);
	enter_signal_section();
	void* memory = take_from_cache(index);
	if (__builtin_expect(memory == nullptr, 0))
		return end_slowly(index);
	if (__builtin_expect(end_signal_section(), 0))
		return deliver_and_return(memory);
	return memory;
}

EVERY_VERSION(__malloc, malloc);
