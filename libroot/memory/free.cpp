#include <stdlib.h>
#include <unistd.h>

#include <symbol_versions.h>

#include "memory_functions.h"
#include "thread_cache.h"

/* What free() seldom does is apart, so that it saves no registers for it. */

/* The host ends the process for what it knows to be wrong; it needs no section
 * for that, and the end must not be held back by one. */
static __attribute__((noinline, cold)) void
let_host_complain(void* memory)
{
	__libc_free(memory);
}

static __attribute__((noinline)) void
free_large(void* memory)
{
	signal_section section;
	__libc_free(memory);
}

/* In free()'s section, which ends here. */
static __attribute__((noinline, cold)) void
end_slowly(void* memory, unsigned index)
{
	const bool isValid = free_slowly(memory, index);
	leave_signal_section();
	if (!isValid) {
		/* As the host, which does not see all that its caches do not hold. */
		constexpr char MESSAGE[] = "free(): double free detected in tcache 2\n";
		(void)!write(STDERR_FILENO, MESSAGE, sizeof(MESSAGE) - 1);
		abort();
	}
}

/* memory may be null. Leaves errno alone. Ends the process if it sees that the
 * memory is free already, or none at all.
 * Async-signal-safe. */
extern "C" void
__free(void* memory)
{
	if (memory == nullptr)
		return;
	if (__builtin_expect(!host_heap::looks_valid(memory), 0))
		return let_host_complain(memory);
	const unsigned index = class_of_memory(memory);
	if (__builtin_expect(index >= size_class::COUNT, 0))
		return free_large(memory);

	enter_signal_section();
	if (__builtin_expect(!put_into_cache(memory, index), 0))
		return end_slowly(memory, index);
	leave_signal_section();
}

EVERY_VERSION(__free, free);
/* An older name, which programs of then still ask for. */
EVERY_VERSION(__free, cfree);
