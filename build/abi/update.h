// Rewriting a list after an intended change.
#pragma once

#include <string>
#include <vector>

#include "elf_library.h"
#include "symbol_list.h"

// The list with the library's symbols in place of its own, sorted.
symbol_list updated_list(const symbol_list& list, const elf_library& library);

// One line per line removed ("- ...") or added ("+ ...").
std::vector<std::string> differences(const symbol_list& before,
	const symbol_list& after);
