// The checked-in list: the ABI as it was published. README.md describes its
// lines.
#pragma once

#include <string>
#include <vector>

#include "exported_symbol.h"

// A name in the legacy node has a second, current implementation: each of them,
// or, where the legacy node also has what only legacy programs know, each that
// the list has in both.
struct node_pair {
	std::string	legacy;
	std::string	current;
	bool		allows_single;
};

struct symbol_list {
	std::vector<std::string>		comments;
	std::vector<std::string>		nodes;		// index 2 and up
	std::vector<node_pair>			pairs;
	std::vector<exported_symbol>	symbols;
};

// Throws unusable_input.
symbol_list read_symbol_list(const std::string& path);

// Replaces the file in one step.
void write_symbol_list(const std::string& path, const symbol_list& list);

// By node in the order of the list, then by name; those without node last.
void sort_symbols(symbol_list& list);

// "NODE NAME F", "NODE NAME D SIZE default" and so on.
std::string line_of(const exported_symbol& symbol);
