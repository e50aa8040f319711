/* The segment of a thread's block. Programs of BeOS read their thread's id at
 * %fs:4 (headers of BeOS R5, find_thread()); the host's library has %gs. The
 * kernel keeps the segments of set_thread_area(2) for each thread, and hands
 * them down to a new one. */

#include <stdint.h>

#include <kernel_threads.h>

#include "system_call.h"
#include "thread_block.h"

int thread_block_entry;

/* struct user_desc (arch/x86/include/uapi/asm/ldt.h). */
struct linux_segment {
	uint32_t	entry;
	uint32_t	base;
	uint32_t	limit;
	uint32_t	is_32_bit : 1;
	uint32_t	contents : 2;
	uint32_t	is_read_only : 1;
	uint32_t	limit_in_pages : 1;
	uint32_t	is_not_present : 1;
	uint32_t	is_usable : 1;
};

static bool
set_segment(uint32_t entry, int* _entry)
{
	linux_segment segment = {};
	segment.entry = entry;
	segment.base = (uintptr_t)_kern_thread_block();
	segment.limit = 0xfffff;
	segment.is_32_bit = 1;
	segment.limit_in_pages = 1;
	segment.is_usable = 1;
	if (system_call(SYS_set_thread_area, &segment) != 0)
		return false;
	*_entry = segment.entry;
	/* Of the table for all, by a program (Intel's manual, volume 3, 3.4.2). */
	const uint16_t selector = segment.entry << 3 | 3;
	asm volatile("movw %0, %%fs" : : "rm"(selector));
	return true;
}

void
enter_thread_block()
{
	int entry;
	set_segment(thread_block_entry, &entry);
}

extern "C" status_t
_kern_enable_thread_blocks(void)
{
	constexpr uint32_t ANY_ENTRY = UINT32_MAX;

	if (thread_block_entry != 0)
		return B_OK;
	return set_segment(ANY_ENTRY, &thread_block_entry) ? B_OK : B_NO_MEMORY;
}
