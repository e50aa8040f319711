#include "symbol_list.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "unusable_input.h"

static const char* const node_word = "node";
static const char* const pair_word = "pair";
static const char* const pair_or_single_word = "pair-or-single";
static const char* const unversioned_word = "unversioned";
static const char* const default_word = "default";


static bool
has_node(const symbol_list& list, const std::string& node)
{
	return std::find(list.nodes.begin(), list.nodes.end(), node)
		!= list.nodes.end();
}


// "F", "D SIZE" or "T SIZE" from words[at] on; returns how many words it took.
static size_t
parse_kind(const std::vector<std::string>& words, size_t at,
	exported_symbol& symbol)
{
	if (at >= words.size())
		return 0;
	if (words[at] == "F") {
		symbol.kind = symbol_kind::function;
		return 1;
	}
	if ((words[at] != "D" && words[at] != "T") || at + 1 >= words.size())
		return 0;
	symbol.kind = words[at] == "D"
		? symbol_kind::data : symbol_kind::thread_data;
	const std::string& size = words[at + 1];
	const char* end = size.data() + size.size();
	auto result = std::from_chars(size.data(), end, symbol.size);
	return result.ec == std::errc() && result.ptr == end ? 2 : 0;
}


static bool
parse_symbol(const std::vector<std::string>& words, symbol_list& list)
{
	exported_symbol symbol;
	if (words.size() < 3)
		return false;
	if (words[0] != unversioned_word) {
		if (!has_node(list, words[0]))
			return false;
		symbol.node = words[0];
	}
	symbol.name = words[1];

	size_t kind_words = parse_kind(words, 2, symbol);
	if (kind_words == 0)
		return false;
	size_t at = 2 + kind_words;
	if (at < words.size() && words[at] == default_word
		&& !symbol.node.empty()) {
		symbol.is_default = true;
		at++;
	}
	if (at != words.size()
		|| find_symbol(list.symbols, symbol.node, symbol.name) != nullptr) {
		return false;
	}
	list.symbols.push_back(symbol);
	return true;
}


// False if the line is not one of the list's forms, names a node that no line
// above declares, or repeats a line.
static bool
parse_line(const std::string& line, symbol_list& list)
{
	std::istringstream stream(line);
	std::vector<std::string> words;
	for (std::string word; stream >> word;)
		words.push_back(word);

	if (words.size() == 2 && words[0] == node_word) {
		if (has_node(list, words[1]))
			return false;
		list.nodes.push_back(words[1]);
		return true;
	}
	if (words.size() == 3
		&& (words[0] == pair_word || words[0] == pair_or_single_word)) {
		if (!has_node(list, words[1]) || !has_node(list, words[2]))
			return false;
		list.pairs.push_back(
			{words[1], words[2], words[0] == pair_or_single_word});
		return true;
	}
	return parse_symbol(words, list);
}


symbol_list
read_symbol_list(const std::string& path)
{
	std::ifstream file(path);
	symbol_list list;
	std::string line;
	size_t number = 0;
	bool in_comments = true;
	while (std::getline(file, line)) {
		number++;
		in_comments = in_comments && line.starts_with('#');
		if (in_comments) {
			list.comments.push_back(line);
		} else if (!parse_line(line, list)) {
			throw unusable_input(path, "line " + std::to_string(number)
				+ ": unknown form, undeclared node or repetition: " + line);
		}
	}
	if (!file.eof())
		throw unusable_input(path, "cannot be read");
	if (list.nodes.empty())
		throw unusable_input(path, "no 'node' lines: not a symbol list");
	return list;
}


void
write_symbol_list(const std::string& path, const symbol_list& list)
{
	std::string unfinished = path + ".new";
	std::ofstream file(unfinished);
	for (const std::string& comment : list.comments)
		file << comment << '\n';
	for (const std::string& node : list.nodes)
		file << node_word << ' ' << node << '\n';
	for (const node_pair& pair : list.pairs) {
		file << (pair.allows_single ? pair_or_single_word : pair_word) << ' '
			<< pair.legacy << ' ' << pair.current << '\n';
	}
	for (const exported_symbol& symbol : list.symbols)
		file << line_of(symbol) << '\n';
	file.close();

	std::error_code error;
	if (file)
		std::filesystem::rename(unfinished, path, error);
	if (!file || error)
		throw unusable_input(path, "cannot be written");
}


void
sort_symbols(symbol_list& list)
{
	auto place = [&](const exported_symbol& symbol) {
		// For no node this is the end, after every node.
		return std::make_pair(
			std::find(list.nodes.begin(), list.nodes.end(), symbol.node),
			symbol.name);
	};
	std::sort(list.symbols.begin(), list.symbols.end(),
		[&](const exported_symbol& left, const exported_symbol& right) {
			return place(left) < place(right);
		});
}


std::string
line_of(const exported_symbol& symbol)
{
	return (symbol.node.empty() ? unversioned_word : symbol.node) + ' '
		+ symbol.name + ' ' + kind_text(symbol)
		+ (symbol.is_default ? std::string(" ") + default_word : "");
}
