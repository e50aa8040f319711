// What a library must keep to. Each rule appends one line per violation, which
// says what is wrong and what to do.
#pragma once

#include <string>
#include <vector>

#include "elf_library.h"
#include "symbol_list.h"

using violations = std::vector<std::string>;

// Rules that any list of the library would have to keep to: no list is written
// while they are violated.

// The nodes, their order and their version indexes are the list's.
void check_nodes(const elf_library& library, const symbol_list& list,
	violations& found);
// Both halves of each pair exist, are two implementations, and only the current
// one is the default.
void check_pairs(const elf_library& library, const symbol_list& list,
	violations& found);
// Every export has a type, and a version unless the list says otherwise.
void check_exports(const elf_library& library, const symbol_list& list,
	violations& found);

// The exports are those of the list, unchanged.
void check_against_list(const elf_library& library, const symbol_list& list,
	violations& found);

// What is promised to every process: dependencies, memory protection, name.
void check_promises(const elf_library& library, violations& found);

// Whether check_pairs() looks after presence and default bit of the symbol.
bool is_pair_half(const elf_library& library, const symbol_list& list,
	const exported_symbol& symbol);
