// The names that gcc 2.95 gave to C++ symbols: what they belong to. Not a whole
// demangler: types of arguments are read over, not spelled out.
#pragma once

#include <string>
#include <vector>

struct mangled_name {
	enum symbol_kind {
		plain,			// no mangled name
		member,			// a function of a class or a namespace
		function,		// a function outside
		static_member,	// data
		virtual_table,
		type_information,
		type_function,	// gives the type information
	};

	symbol_kind	kind = plain;
	// From the outermost namespace or class inwards, templates by their names;
	// empty for what is outside, and for types that are no classes.
	std::vector<std::string>	scope;
	std::string	name;		// without scope; "_vt", "__ti" for what has none
	// The classes that the arguments are of, in their order.
	std::vector<std::string>	argument_classes;

	bool is_data() const
	{
		return kind == static_member || kind == virtual_table
			|| kind == type_information;
	}
	bool is_code() const { return kind != plain && !is_data(); }
};

// Any text may be given: what is no mangled name is "plain".
mangled_name read_mangled_name(const std::string& symbol);
