#include "report.h"

#include <nlohmann/json.hpp>

#include "build/beos/file_bytes.h"


static std::string
lacking_of(const needed_library& library)
{
	std::string text;
	if (library.lacking > 0)
		text = ", " + std::to_string(library.lacking) + " symbol(s)";
	if (library.perhaps_lacking > 0) {
		text += ", perhaps " + std::to_string(library.perhaps_lacking)
			+ " symbol(s)" + (library.lacking > 0 ? " more" : "");
	}
	return text;
}


static std::string
state_of(const needed_library& library)
{
	std::string lacking = lacking_of(library);
	switch (library.state) {
		case needed_library::found:
			return "found: " + printable(library.path);
		case needed_library::program:
			return "the program" + lacking;
		case needed_library::unusable:
			return "unusable: " + library.reason + lacking;
		case needed_library::missing:
			break;
	}
	return "missing" + (lacking.empty()
		? ", but nothing is imported from it" : lacking);
}


static std::string
owner_of(const unresolved_symbol& symbol)
{
	if (!symbol.library.empty())
		return "of " + printable(symbol.library);
	if (symbol.perhaps.empty())
		return "of an unknown library";
	std::string text = "perhaps of ";
	for (size_t i = 0; i < symbol.perhaps.size(); i++)
		text += (i > 0 ? " or " : "") + printable(symbol.perhaps[i]);
	return text;
}


static const char*
text_of(unresolved_symbol::symbol_type type)
{
	return type == unresolved_symbol::function ? "function"
		: type == unresolved_symbol::data ? "data" : "symbol";
}


std::string
text_report(const examination& file)
{
	std::string text = "file: " + printable(file.path) + '\n';
	auto line = [&](const std::string& word, const std::string& fact) {
		if (!fact.empty())
			text += word + ": " + fact + '\n';
	};
	line("kind", file.kind);
	line("because", file.reason);
	if (!file.start_code.empty()) {
		line("start code", file.start_code + " (" + file.start_code_reason + ")");
	}
	line("started", file.started);
	for (const needed_library& library : file.libraries)
		line("library", printable(library.name) + " " + state_of(library));
	for (const unresolved_symbol& symbol : file.unresolved) {
		line("unresolved", std::string(text_of(symbol.type))
			+ (symbol.is_weak ? " (weak) " : " ") + printable(symbol.name)
			+ " " + owner_of(symbol)
			+ (symbol.image == file.path ? ""
				: " for " + printable(symbol.image)));
	}
	for (const unresolved_symbol& symbol : file.doubtful) {
		line("doubtful", std::string(text_of(symbol.type)) + " "
			+ printable(symbol.name) + " " + owner_of(symbol)
			+ " is the host's of " + symbol.answered_by
			+ (symbol.image == file.path ? ""
				: " for " + printable(symbol.image)));
	}
	line("verdict", file.verdict);
	return text;
}


static const char*
json_state_of(needed_library::library_state state)
{
	switch (state) {
		case needed_library::found:
			return "found";
		case needed_library::missing:
			return "missing";
		case needed_library::unusable:
			return "unusable";
		case needed_library::program:
			return "program";
	}
	return "";
}


std::string
json_report(const std::vector<examination>& files)
{
	// In the order of the text.
	using json = nlohmann::ordered_json;
	json all = json::array();
	for (const examination& file : files) {
		json object;
		auto add = [](json& object, const char* key, const std::string& text) {
			if (!text.empty())
				object[key] = printable(text);
		};
		add(object, "file", file.path);
		object["status"] = file.status;
		add(object, "error", file.error);
		add(object, "kind", file.kind);
		add(object, "because", file.reason);
		add(object, "start_code", file.start_code);
		add(object, "started", file.started);
		if (file.error.empty()) {
			json libraries = json::array();
			for (const needed_library& library : file.libraries) {
				json entry;
				add(entry, "name", library.name);
				add(entry, "state", json_state_of(library.state));
				add(entry, "path", library.path);
				add(entry, "reason", library.reason);
				add(entry, "needed_by", library.needed_by);
				if (library.state != needed_library::found) {
					entry["symbols"] = library.lacking;
					entry["perhaps"] = library.perhaps_lacking;
				}
				libraries.push_back(entry);
			}
			object["libraries"] = libraries;
			auto add_symbols = [&](const char* key,
					const std::vector<unresolved_symbol>& list) {
				json symbols = json::array();
				for (const unresolved_symbol& symbol : list) {
					json entry;
					add(entry, "name", symbol.name);
					add(entry, "type", text_of(symbol.type));
					entry["weak"] = symbol.is_weak;
					add(entry, "library", symbol.library);
					for (const std::string& library : symbol.perhaps)
						entry["perhaps"].push_back(printable(library));
					add(entry, "answered_by", symbol.answered_by);
					add(entry, "wanted_by", symbol.image);
					symbols.push_back(entry);
				}
				object[key] = symbols;
			};
			add_symbols("unresolved", file.unresolved);
			add_symbols("doubtful", file.doubtful);
		}
		add(object, "verdict", file.verdict);
		all.push_back(object);
	}
	return all.dump(2) + '\n';
}
