// What a shared library promises to the programs linked with it, read from the
// ELF file itself.
#pragma once

#include <string>
#include <vector>

#include "exported_symbol.h"

struct version_node {
	unsigned	index;
	std::string	name;
};

struct elf_library {
	std::vector<version_node>		nodes;		// in the file's order
	std::vector<exported_symbol>	symbols;	// without the nodes' own symbols
	std::string						soname;		// empty: none
	std::vector<std::string>		needed;
	bool	has_text_relocations = false;
	bool	has_relro = false;
	bool	binds_now = false;
	bool	says_stack = false;					// PT_GNU_STACK is present
	bool	wants_executable_stack = false;
};

// Throws unusable_input.
elf_library read_elf_library(const std::string& path);
