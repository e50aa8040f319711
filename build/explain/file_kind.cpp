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


// The same as is_beos_executable() of libroot finds, but for the entry point.
static bool
has_shape_of_beos(const elf_image& image, bool is_for_haiku)
{
	return !image.is_64_bit && image.type == ET_DYN && image.is_dynamic
		&& image.system == ELFOSABI_NONE && !image.has_thread_data
		&& (is_for_haiku || (!image.has_gnu_segment && !image.has_interpreter));
}


classification
classify(const elf_image& image)
{
	bool is_for_haiku = image.interpreter == haiku_interpreter;
	if (has_shape_of_beos(image, is_for_haiku)) {
		std::string reason = "ELF32 i386 shared object, "
			+ (is_for_haiku ? "interpreter " + std::string(haiku_interpreter)
				: "without interpreter and GNU segments");
		if (image.entry == 0)
			return {file_kind::beos_library, reason + ", no entry point"};
		return {file_kind::beos_program, reason};
	}
	if (is_for_haiku)
		image.file.fail("a program of Haiku, not for gcc 2");
	if (image.has_interpreter)
		return classify_started_by_host(image);
	if (image.type == ET_DYN && !image.has_gnu_segment)
		image.file.fail("a shared object of no system that is known here");
	if (image.type == ET_DYN && image.entry == 0)
		return {file_kind::library, "a shared object without entry point"};
	return {file_kind::host_program, "without interpreter: linked statically"};
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
		case file_kind::script:
			return "script";
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
