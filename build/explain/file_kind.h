// What a file is to libroot-run.
#pragma once

#include <string>

#include "build/beos/elf_image.h"

enum class file_kind {
	beos_program,
	beos_library,		// or an add-on: without a start of its own
	legacy_program,		// of this platform: unversioned, for libroot.so
	new_program,		// linked to libroot with versions
	host_program,		// knows nothing of libroot
	library,			// of this platform
	script,
};

struct classification {
	file_kind	kind;
	std::string	reason;
};

// Throws unusable_input for a file that is none of these.
classification classify(const elf_image& image);

std::string text_of(file_kind kind);

// The start file that a BeOS program was linked with, and what shows it. The
// symbols must have been read.
struct start_code {
	std::string	generation;
	std::string	reason;
};

start_code start_code_of(const elf_image& image);
