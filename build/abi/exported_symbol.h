// An exported symbol in one version: what the library has and what a list says.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

enum class symbol_kind {
	function,		// F
	data,			// D SIZE
	thread_data,	// T SIZE
	untyped,		// never in a list
};

struct exported_symbol {
	std::string	node;					// empty: in no node, version index 1
	std::string	name;
	symbol_kind	kind = symbol_kind::untyped;
	uint64_t	size = 0;				// of data; programs may have copied it
	bool		is_default = false;		// name@@NODE: new programs link to it
	uint64_t	address = 0;			// known of a library's symbols only
};

// As binutils spell it: name@NODE, name@@NODE if default, or name alone.
std::string spelling(const exported_symbol& symbol);

// "F", "D SIZE" or "T SIZE".
std::string kind_text(const exported_symbol& symbol);

// Null if there is none.
const exported_symbol* find_symbol(const std::vector<exported_symbol>& symbols,
	const std::string& node, const std::string& name);
