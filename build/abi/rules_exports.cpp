#include "rules.h"


void
check_exports(const elf_library& library, const symbol_list& list,
	violations& found)
{
	for (const exported_symbol& symbol : library.symbols) {
		if (symbol.kind == symbol_kind::untyped) {
			found.push_back(spelling(symbol) + " is neither function nor data:"
				" give it a type ('.type' in assembler)");
		}
		if (symbol.node.empty()
			&& find_symbol(list.symbols, "", symbol.name) == nullptr) {
			found.push_back(symbol.name + " is exported without version: bind"
				" it to a node, or hide it; a line 'unversioned "
				+ symbol.name + " " + kind_text(symbol) + "' in the list allows"
				" it");
		}
		for (const node_pair& nodes : list.pairs) {
			if (symbol.node.empty()
				&& find_symbol(library.symbols, nodes.legacy, symbol.name)
					!= nullptr) {
				found.push_back(symbol.name + " is exported without version"
					" and as " + symbol.name + "@" + nodes.legacy
					+ ": programs without versions would get either; remove"
					" one");
			}
		}
	}
}
