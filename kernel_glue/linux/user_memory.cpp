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

/* No object here is larger than a page: if both ends are good, all of it is. */
bool
probe_user_memory(const void* address, size_t size, bool write)
{
	const uintptr_t start = (uintptr_t)address;
	const uintptr_t last = start + size - 1;
	if (last < start)
		return false;
	if (write) {
		return is_word_writable(start & ~uintptr_t{3})
			&& is_word_writable(last & ~uintptr_t{3});
	}
	return is_word_readable(start & ~uintptr_t{7})
		&& is_word_readable(last & ~uintptr_t{7});
}

extern "C" int
_kern_check_user_memory(const void* address, size_t size, bool write)
{
	return is_user_memory(address, size, write) ? 0 : -EFAULT;
}
