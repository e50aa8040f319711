// exports-table: the table of what BeOS R5's libroot.so exported, and what is
// here of it, made from the built library and the host's.
#include <exception>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "exports_table.h"

enum exit_code {
	same = 0,
	different = 1,
	unusable = 2,
};


static std::vector<std::string>
lines_of(const std::string& text)
{
	std::vector<std::string> lines;
	std::istringstream stream(text);
	for (std::string line; std::getline(stream, line);)
		lines.push_back(line);
	return lines;
}


static std::string
read_text(const std::string& path)
{
	std::ifstream file(path);
	std::ostringstream text;
	if (file)
		text << file.rdbuf();
	return text.str();
}


// The rows are in a fixed order: what one text has and the other has not.
static int
print_differences(const std::string& before, const std::string& after)
{
	int count = 0;
	auto print_missing = [&](const std::string& from, const std::string& in,
			const char* mark) {
		std::multiset<std::string> others;
		for (const std::string& line : lines_of(in))
			others.insert(line);
		for (const std::string& line : lines_of(from)) {
			auto found = others.find(line);
			if (found != others.end()) {
				others.erase(found);
				continue;
			}
			std::cout << mark << line << '\n';
			count++;
		}
	};
	print_missing(before, after, "- ");
	print_missing(after, before, "+ ");
	return count;
}


int
main(int argc, char** argv)
{
	CLI::App app("What BeOS R5's libroot.so exported, and what is here of it.\n"
		"Exit code: 0 the table is as it should be, 1 it is not,"
		" 2 unusable input.", "exports-table");
	app.require_subcommand(1);
	std::string libroot, table;
	for (const char* name : {"check", "update"}) {
		CLI::App* command = app.add_subcommand(name, name[0] == 'c'
			? "compare the table with the libraries"
			: "rewrite the table, and say what changed");
		command->add_option("LIBRARY", libroot, "the built i386 libroot.so")
			->required();
		command->add_option("--table", table, "compat/beos/EXPORTS.md")
			->required();
	}

	try {
		app.parse(argc, argv);
		std::string text = exports_table(libroot);
		std::string before = read_text(table);
		bool is_same = before == text;
		int changes = print_differences(before, text);
		if (app.got_subcommand("update")) {
			std::ofstream file(table);
			file << text << std::flush;
			if (!file)
				throw std::runtime_error(table + ": cannot be written");
			std::cout << table << ": " << changes << " line(s) changed\n";
			return same;
		}
		if (!is_same) {
			std::cerr << table << ": differs from what " << libroot
				<< " and the host's libraries give; 'jam update-exports' rewrites"
				" it\n";
			return different;
		}
		std::cout << table << ": as the libraries are\n";
		return same;
	} catch (const CLI::ParseError& error) {
		return app.exit(error) == 0 ? same : unusable;
	} catch (const std::exception& error) {
		std::cerr << "exports-table: " << error.what() << '\n';
	}
	return unusable;
}
