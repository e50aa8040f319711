#include "rules.h"

static const std::string expected_soname = "libroot.so";


// libroot.so must work without any other library; the loader's name differs by
// architecture: ld-linux.so.2, ld-linux-x86-64.so.2.
static bool
may_need(const std::string& library)
{
	return library == "libc.so.6" || library.starts_with("ld-linux");
}


void
check_promises(const elf_library& library, violations& found)
{
	if (library.soname != expected_soname) {
		found.push_back("the soname is '" + library.soname + "': link with"
			" -soname " + expected_soname);
	}
	for (const std::string& needed : library.needed) {
		if (!may_need(needed)) {
			found.push_back("needs " + needed + ": only libc.so.6 and the"
				" loader are allowed; link without it");
		}
	}
	if (library.has_text_relocations) {
		found.push_back("has text relocations: compile every object with -fPIC"
			" and write assembler position-independent");
	}
	if (!library.says_stack) {
		found.push_back("has no PT_GNU_STACK header, so the stack would be"
			" executable: link with -z noexecstack");
	} else if (library.wants_executable_stack) {
		found.push_back("asks for an executable stack: link with"
			" -z noexecstack");
	}
	if (!library.has_relro)
		found.push_back("has no PT_GNU_RELRO header: link with -z relro");
	if (!library.binds_now)
		found.push_back("is bound lazily: link with -z now");
}
