#include "exported_symbol.h"

#include <algorithm>


std::string
spelling(const exported_symbol& symbol)
{
	if (symbol.node.empty())
		return symbol.name;
	return symbol.name + (symbol.is_default ? "@@" : "@") + symbol.node;
}


std::string
kind_text(const exported_symbol& symbol)
{
	switch (symbol.kind) {
		case symbol_kind::function:
			return "F";
		case symbol_kind::data:
			return "D " + std::to_string(symbol.size);
		case symbol_kind::thread_data:
			return "T " + std::to_string(symbol.size);
		case symbol_kind::untyped:
			break;
	}
	return "no type";
}


const exported_symbol*
find_symbol(const std::vector<exported_symbol>& symbols,
	const std::string& node, const std::string& name)
{
	auto found = std::find_if(symbols.begin(), symbols.end(),
		[&](const exported_symbol& symbol) {
			return symbol.node == node && symbol.name == name;
		});
	return found != symbols.end() ? &*found : nullptr;
}
