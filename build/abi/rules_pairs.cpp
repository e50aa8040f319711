#include <set>

#include "rules.h"


// Only legacy programs know the name, and this is allowed.
static bool
is_single(const elf_library& library, const symbol_list& list,
	const node_pair& nodes, const std::string& name)
{
	return nodes.allows_single
		&& find_symbol(library.symbols, nodes.current, name) == nullptr
		&& find_symbol(list.symbols, nodes.current, name) == nullptr;
}


// The list keeps a pair a pair when the library has lost its legacy half.
static std::set<std::string>
names_of_pairs(const elf_library& library, const symbol_list& list,
	const node_pair& nodes)
{
	std::set<std::string> names;
	for (const auto* symbols : {&library.symbols, &list.symbols}) {
		for (const exported_symbol& symbol : *symbols) {
			if (symbol.node == nodes.legacy
				&& !is_single(library, list, nodes, symbol.name))
				names.insert(symbol.name);
		}
	}
	return names;
}


static void
check_pair(const elf_library& library, const node_pair& nodes,
	const std::string& name, violations& found)
{
	const std::string legacy_name = name + "@" + nodes.legacy;
	const std::string current_name = name + "@@" + nodes.current;
	const exported_symbol* legacy
		= find_symbol(library.symbols, nodes.legacy, name);
	const exported_symbol* current
		= find_symbol(library.symbols, nodes.current, name);

	if (legacy == nullptr) {
		found.push_back(legacy_name + " is missing, the legacy half of a pair:"
			" bind an implementation to it; it must be neither hidden nor"
			" 'local' in the version script");
	} else if (legacy->is_default) {
		found.push_back(legacy_name + " is the default version: new programs"
			" would get the legacy ABI; bind it with '@', not '@@'");
	}
	if (current == nullptr) {
		found.push_back(current_name + " is missing, the current half of a"
			" pair: bind an implementation to it, or remove " + legacy_name);
	} else if (!current->is_default) {
		found.push_back(current_name + " is not the default version: new"
			" programs could not link to it; bind it with '@@', not '@'");
	}
	if (legacy != nullptr && current != nullptr
		&& legacy->address == current->address) {
		found.push_back(legacy_name + " and " + current_name + " have one"
			" address: give each its own implementation");
	}
}


void
check_pairs(const elf_library& library, const symbol_list& list,
	violations& found)
{
	for (const node_pair& nodes : list.pairs) {
		for (const std::string& name : names_of_pairs(library, list, nodes))
			check_pair(library, nodes, name, found);
	}
}


bool
is_pair_half(const elf_library& library, const symbol_list& list,
	const exported_symbol& symbol)
{
	for (const node_pair& nodes : list.pairs) {
		if (symbol.node != nodes.legacy && symbol.node != nodes.current)
			continue;
		if (is_single(library, list, nodes, symbol.name))
			continue;
		if (find_symbol(library.symbols, nodes.legacy, symbol.name) != nullptr
			|| find_symbol(list.symbols, nodes.legacy, symbol.name) != nullptr)
			return true;
	}
	return false;
}
