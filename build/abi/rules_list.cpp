#include "rules.h"


static void
check_listed(const exported_symbol& listed, const exported_symbol& actual,
	violations& found)
{
	if (actual.kind != listed.kind) {
		found.push_back(spelling(actual) + " has changed from "
			+ kind_text(listed) + " to " + kind_text(actual) + " (F function,"
			" D data, T thread-local data): restore it");
	} else if (actual.size != listed.size) {
		found.push_back(spelling(actual) + " has changed its size from "
			+ std::to_string(listed.size) + " to "
			+ std::to_string(actual.size) + " bytes: programs have copied it;"
			" restore it, or make a new version");
	}
}


static void
check_default(const exported_symbol& listed, const exported_symbol& actual,
	violations& found)
{
	if (actual.is_default && !listed.is_default) {
		found.push_back(spelling(actual) + " has become the default version:"
			" bind it with '@', not '@@'");
	} else if (!actual.is_default && listed.is_default) {
		found.push_back(spelling(actual) + " is no longer the default version:"
			" bind it with '@@', not '@'");
	}
}


void
check_against_list(const elf_library& library, const symbol_list& list,
	violations& found)
{
	for (const exported_symbol& listed : list.symbols) {
		const exported_symbol* actual
			= find_symbol(library.symbols, listed.node, listed.name);
		bool is_half = is_pair_half(library, list, listed);
		if (actual != nullptr) {
			if (!is_half)
				check_default(listed, *actual, found);
			// check_exports() reports symbols without type.
			if (actual->kind != symbol_kind::untyped)
				check_listed(listed, *actual, found);
		} else if (!is_half) {
			found.push_back(spelling(listed) + " is missing: restore it;"
				" programs that use it would not start");
		}
	}
	for (const exported_symbol& actual : library.symbols) {
		// check_exports() reports symbols without version.
		if (!actual.node.empty()
			&& find_symbol(list.symbols, actual.node, actual.name)
				== nullptr) {
			found.push_back(spelling(actual) + " is not in the list: hide it,"
				" or update the list if it is meant");
		}
	}
}
