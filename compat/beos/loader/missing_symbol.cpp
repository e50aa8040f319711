#include "missing_symbol.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* As the host's loader and shells do: not found. */
static constexpr int EXIT_NOT_FOUND = 127;

[[noreturn]] __attribute__((regparm(2))) static void
report_missing(const beos_image* image, const char* name)
{
	char text[1024];
	int length = snprintf(text, sizeof(text), "libroot-run: %s: calls %s(),"
		" which is missing", image->path, name);
	const char* before = "; so are the libraries";
	for (uint32_t i = 0; i < image->needed_count
			&& length < (int)sizeof(text) - 1; i++) {
		if (!image->needed[i].is_missing())
			continue;
		length += snprintf(text + length, sizeof(text) - length, "%s %s",
			before, image->needed[i].name);
		before = "";
	}
	if (length > (int)sizeof(text) - 2)
		length = sizeof(text) - 2;
	text[length++] = '\n';
	if (write(STDERR_FILENO, text, length) < 0)
		_exit(EXIT_NOT_FOUND);
	_exit(EXIT_NOT_FOUND);
}

namespace {

/* What is called instead: loads report_missing()'s arguments and goes there. */
struct __attribute__((packed)) stub {
	uint8_t				load_image = 0xb8;		/* mov $image, %eax */
	const beos_image*	image;
	uint8_t				load_name = 0xba;		/* mov $name, %edx */
	const char*			name;
	uint8_t				load_target = 0xb9;		/* mov $target, %ecx */
	const void*			target;
	uint8_t				jump[2] = { 0xff, 0xe1 };	/* jmp *%ecx */
};

constexpr size_t PAGE = 4096;

/* Filled one after another, never given back: an image's references stay. */
stub* page;
size_t used_in_page = PAGE / sizeof(stub);

}	/* namespace */

uintptr_t
missing_function(beos_image& image, const char* name)
{
	if (used_in_page == PAGE / sizeof(stub)) {
		void* memory = mmap(nullptr, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (memory == MAP_FAILED)
			return 0;
		page = (stub*)memory;
		used_in_page = 0;
	}
	stub made;
	made.image = &image;
	made.name = name;
	made.target = (const void*)report_missing;
	memcpy(&page[used_in_page], &made, sizeof(made));
	return (uintptr_t)&page[used_in_page++];
}
