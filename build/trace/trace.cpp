/* libroot-trace.so, which "libroot-run --trace" has loaded before libroot.so: says
 * on standard error which ABI each image is bound to, and each signal function
 * that is called and signal that is delivered.
 *
 * It runs in signal handlers, and in images of BeOS's: it writes, and does
 * nothing else. */
#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <link.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <delivery_trace.h>

extern "C" {

/* One of libroot's functions, as stub.h lists them; null name at the end. */
struct traced_function {
	const char*	name;
	const char*	node;
};

extern traced_function traced_functions[]
	__attribute__((visibility("hidden")));

/* Where each goes on. Written by the constructor. */
extern void* traced_targets[] __attribute__((visibility("hidden")));

}

/* Several threads write: a line goes out in one piece. */
static void
say(const char* format, ...)
{
	const int error = errno;
	char text[512];
	int length = snprintf(text, sizeof(text), "libroot-run[%ld]: ",
		(long)syscall(SYS_gettid));
	va_list arguments;
	va_start(arguments, format);
	length += vsnprintf(text + length, sizeof(text) - length, format, arguments);
	va_end(arguments);
	if (length > (int)sizeof(text) - 1)
		length = sizeof(text) - 1;
	text[length++] = '\n';
	if (syscall(SYS_write, STDERR_FILENO, text, length) < 0) {
		/* Nobody listens. */
	}
	errno = error;
}

static const char*
abi_of_node(const char* node)
{
	return strcmp(node, "LIBROOT_BASE") == 0 ? "legacy"
		: strncmp(node, "GLIBC_", 6) == 0 ? "host" : "current";
}

extern "C" __attribute__((visibility("hidden"), used)) void
trace_call(int index, void*, uintptr_t first, uintptr_t second, uintptr_t third)
{
	const traced_function& function = traced_functions[index];
	say("call %s %s(0x%lx, 0x%lx, 0x%lx)", abi_of_node(function.node),
		function.name, (long)first, (long)second, (long)third);
}

static void
trace_delivery(int signal, int code, const void* handler, const char* abi)
{
	say("delivery %s signal %d code %d to %p", abi, signal, code, handler);
}

/* Which of libroot's versions an image asks for. */
static const char*
abi_of_image(const dl_phdr_info& image, const link_map* map)
{
	const char* names = nullptr;
	const ElfW(Verneed)* needed = nullptr;
	bool needsLibroot = false;
	for (const ElfW(Dyn)* entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
		if (entry->d_tag == DT_STRTAB)
			names = (const char*)entry->d_un.d_ptr;
		else if (entry->d_tag == DT_VERNEED)
			needed = (const ElfW(Verneed)*)(entry->d_un.d_ptr < image.dlpi_addr
				? image.dlpi_addr + entry->d_un.d_ptr : entry->d_un.d_ptr);
	}
	for (const ElfW(Dyn)* entry = map->l_ld;
			names != nullptr && entry->d_tag != DT_NULL; entry++) {
		if (entry->d_tag == DT_NEEDED
			&& strcmp(names + entry->d_un.d_val, "libroot.so") == 0)
			needsLibroot = true;
	}
	if (!needsLibroot)
		return "host";
	while (needed != nullptr) {
		if (strcmp(names + needed->vn_file, "libroot.so") == 0)
			return "current";
		needed = needed->vn_next == 0 ? nullptr
			: (const ElfW(Verneed)*)((const char*)needed + needed->vn_next);
	}
	return "legacy";
}

static int
say_image(dl_phdr_info* image, size_t, void*)
{
	for (const link_map* map = _r_debug.r_map; map != nullptr;
			map = map->l_next) {
		if (map->l_addr != image->dlpi_addr
			|| strcmp(map->l_name, image->dlpi_name) != 0
			|| strchr(map->l_name[0] != '\0' ? map->l_name : "/", '/') == nullptr)
			continue;
		char program[256] = "";
		const char* name = map->l_name;
		if (name[0] == '\0'
			&& readlink("/proc/self/exe", program, sizeof(program) - 1) > 0)
			name = program;
		if (strstr(name, "/libroot.so") == nullptr
			&& strstr(name, "/libroot-trace.so") == nullptr)
			say("image %s %s", abi_of_image(*image, map), name);
		break;
	}
	return 0;
}

/* Before all others' constructors, some of which call what is traced. */
__attribute__((constructor(101))) static void
start_tracing()
{
	for (int i = 0; traced_functions[i].name != nullptr; i++) {
		traced_targets[i] = dlvsym(RTLD_NEXT, traced_functions[i].name,
			traced_functions[i].node);
	}
	dl_iterate_phdr(say_image, nullptr);
	_trace_deliveries(trace_delivery);
}
