#include "file_kind.h"

#include <algorithm>

#include <elf.h>

// Haiku's programs name it; nothing else does.
static const char* const haiku_interpreter = "/system/runtime_loader";


static bool
needs(const elf_image& image, std::string_view library)
{
	return std::find(image.needed.begin(), image.needed.end(), library)
		!= image.needed.end();
}


static bool
has_version_need(const elf_image& image, std::string_view library)
{
	return std::any_of(image.version_needs.begin(), image.version_needs.end(),
		[&](const elf_version_need& need) { return need.library == library; });
}


bool
is_of_this_platform(const elf_image& image)
{
	return needs(image, "libc.so.6") || has_version_need(image, "libc.so.6")
		|| has_version_need(image, "libroot.so");
}


static classification
classify_started_by_host(const elf_image& image)
{
	std::string interpreter = "interpreter " + printable(image.interpreter);
	if (!needs(image, "libroot.so"))
		return {file_kind::host_program, interpreter + ", does not need libroot.so"};
	if (has_version_need(image, "libroot.so")) {
		return {file_kind::new_program,
			interpreter + ", needs versions of libroot.so's symbols"};
	}
	return {file_kind::legacy_program,
		interpreter + ", needs libroot.so without versions"};
}


classification
classify(const elf_image& image)
{
	bool is_for_haiku = image.interpreter == haiku_interpreter;
	if (image.has_interpreter && !is_for_haiku)
		return classify_started_by_host(image);
	if (image.is_64_bit) {
		if (is_for_haiku)
			image.file.fail("a program of 64-bit Haiku; BeOS's are for i386");
		return {file_kind::library, "ELF64, without an interpreter"};
	}
	if (image.type != ET_DYN)
		image.file.fail("a static executable, of no system that libroot knows");
	if (is_of_this_platform(image)) {
		return {file_kind::library,
			"needs libc.so.6 or versions of libroot.so's symbols"};
	}
	if (!needs(image, "libroot.so")) {
		image.file.fail("an i386 shared object that does not need BeOS's"
			" libroot.so");
	}

	std::string reason = "ELF32 i386 shared object for libroot.so, without symbol"
		" versions, " + (is_for_haiku ? "interpreter "
			+ std::string(haiku_interpreter) : "without an interpreter");
	if (image.entry == 0)
		return {file_kind::beos_library, reason + ", no entry point"};
	return {file_kind::beos_program, reason};
}


std::string
text_of(file_kind kind)
{
	switch (kind) {
		case file_kind::beos_program:
			return "BeOS program";
		case file_kind::beos_library:
			return "BeOS library or add-on";
		case file_kind::legacy_program:
			return "legacy program of this platform";
		case file_kind::new_program:
			return "new program of this platform";
		case file_kind::host_program:
			return "program of the host's";
		case file_kind::library:
			return "library of this platform";
	}
	return "";
}


static bool
has_symbol(const elf_image& image, const std::string& name, bool is_defined)
{
	return std::any_of(image.symbols.begin(), image.symbols.end(),
		[&](const elf_symbol& symbol) {
			return symbol.name == name && symbol.is_defined == is_defined;
		});
}


start_code
start_code_of(const elf_image& image)
{
	// In each generation's start files there is a name that no other has.
	for (const char* name : {"_kget_thread_stacks_", "_data_offset_main_"}) {
		if (has_symbol(image, name, false))
			return {"R4 or R4.5", "imports " + std::string(name)};
	}
	for (const char* name : {"_gSharedObjectHaikuVersion", "_init_before",
			"__haiku_init_before"}) {
		if (has_symbol(image, name, true))
			return {"Haiku", "defines " + std::string(name)};
	}
	for (const char* name : {"_init_one", "_init_two"}) {
		if (has_symbol(image, name, true))
			return {"R5", "defines " + std::string(name)};
	}
	if (has_symbol(image, "_thread_do_exit_notification", false))
		return {"R5", "imports _thread_do_exit_notification"};
	if (has_symbol(image, "_init_c_library_", false)) {
		return {"Haiku",
			"imports _init_c_library_ without _thread_do_exit_notification"};
	}
	return {"unknown", "imports no name that start code imports"};
}
