#include "update.h"

#include <set>


symbol_list
updated_list(const symbol_list& list, const elf_library& library)
{
	symbol_list updated = list;
	updated.symbols = library.symbols;
	sort_symbols(updated);
	return updated;
}


static std::set<std::string>
lines_of(const symbol_list& list)
{
	std::set<std::string> lines;
	for (const exported_symbol& symbol : list.symbols)
		lines.insert(line_of(symbol));
	return lines;
}


std::vector<std::string>
differences(const symbol_list& before, const symbol_list& after)
{
	std::set<std::string> old_lines = lines_of(before);
	std::set<std::string> new_lines = lines_of(after);
	std::vector<std::string> changes;
	for (const std::string& line : old_lines) {
		if (!new_lines.contains(line))
			changes.push_back("- " + line);
	}
	for (const std::string& line : new_lines) {
		if (!old_lines.contains(line))
			changes.push_back("+ " + line);
	}
	return changes;
}
