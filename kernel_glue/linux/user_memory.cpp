#include "user_memory.h"

#include <errno.h>
#include <link.h>
#include <unistd.h>

#include <kernel_contract.h>

#include "linux_abi.h"
#include "system_call.h"

/* The highest address of the main thread's stack; glibc's loader exports it. */
extern "C" void* __libc_stack_end;

memory_range program_data;
std::atomic<uintptr_t> heap_start;
uintptr_t main_stack_end;
uintptr_t main_thread_pointer;

static int
find_program_data(dl_phdr_info* info, size_t, void*)
{
	/* The first object reported is the program itself. */
	uintptr_t protectedEnd = 0;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr)& header = info->dlpi_phdr[i];
		if (header.p_type == PT_GNU_RELRO)
			protectedEnd = info->dlpi_addr + header.p_vaddr + header.p_memsz;
	}
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr)& header = info->dlpi_phdr[i];
		if (header.p_type != PT_LOAD || (header.p_flags & PF_W) == 0)
			continue;
		program_data.start = info->dlpi_addr + header.p_vaddr;
		program_data.end = program_data.start + header.p_memsz;
		if (program_data.start < protectedEnd)
			program_data.start = protectedEnd;
		break;
	}
	return 1;
}

__attribute__((constructor)) static void
learn_memory_layout()
{
	dl_iterate_phdr(find_program_data, nullptr);
	/* Nothing is known of it yet; asking makes the host set __curbrk. */
	heap_start = (uintptr_t)sbrk(0);
	/* Another thread than the main one may have loaded this library. */
	if (system_call(SYS_gettid) == getpid()) {
		main_thread_pointer = thread_pointer();
		main_stack_end = (uintptr_t)__libc_stack_end;
	} else {
		/* Unknown: then no thread has a pointer of 0, and the main thread's
		 * stack lies above its control block, so it is never let through. */
		main_thread_pointer = 0;
	}
}

static bool
is_word_readable(uintptr_t word)
{
	/* The set is read before "how" is looked at; no set is changed. A null set
	 * would not be read at all. */
	return word != 0 && system_call(SYS_rt_sigprocmask, -1, word, nullptr,
		sizeof(linux_sigset)) != -EFAULT;
}

static bool
is_word_writable(uintptr_t word)
{
	/* ORs nothing into the word, in one atomic step. */
	uint32_t nobodyWaits = 0;
	return system_call(SYS_futex, &nobodyWaits, LINUX_FUTEX_WAKE_OP_PRIVATE, 0,
		0, word, LINUX_FUTEX_OR_NOTHING) != -EFAULT;
}

/* Linux places the heap above the program. */
static void
note_heap(uintptr_t address)
{
	uintptr_t start = heap_start.load(std::memory_order_relaxed);
	while (address >= program_data.end && address < start
		&& start <= (uintptr_t)__curbrk) {
		if (heap_start.compare_exchange_weak(start, address,
				std::memory_order_relaxed))
			return;
	}
}

/* No object here is larger than a page: if both ends are good, all of it is. */
bool
probe_user_memory(const void* address, size_t size, bool write)
{
	constexpr uintptr_t PAGE_SIZE = 4096;
	const uintptr_t start = (uintptr_t)address;
	const uintptr_t last = start + size - 1;
	if (last < start)
		return false;
	bool (*isGood)(uintptr_t) = write ? is_word_writable : is_word_readable;
	const uintptr_t word = write ? sizeof(uint32_t) : sizeof(linux_sigset);
	if (!isGood(start & ~(word - 1))
		|| (start / PAGE_SIZE != last / PAGE_SIZE && !isGood(last & ~(word - 1))))
		return false;
	note_heap(start);
	return true;
}

extern "C" int
_kern_check_user_memory(const void* address, size_t size, bool write)
{
	return is_user_memory(address, size, write) ? 0 : -EFAULT;
}
