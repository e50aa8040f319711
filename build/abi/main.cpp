// check-abi: compares a built libroot.so with the checked-in list of what it
// exports, and rewrites that list.
#include <exception>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "elf_library.h"
#include "rules.h"
#include "symbol_list.h"
#include "update.h"

enum exit_code {
	kept = 0,
	violated = 1,
	unusable = 2,
};

struct arguments {
	std::string	library;
	std::string	symbols;
};


static void
print(const arguments& arguments, const violations& found)
{
	for (const std::string& violation : found)
		std::cerr << arguments.library << ": " << violation << '\n';
}


static exit_code
check(const arguments& arguments)
{
	symbol_list list = read_symbol_list(arguments.symbols);
	elf_library library = read_elf_library(arguments.library);
	violations found;
	check_nodes(library, list, found);
	check_pairs(library, list, found);
	check_exports(library, list, found);
	check_against_list(library, list, found);
	check_promises(library, found);

	print(arguments, found);
	if (!found.empty()) {
		std::cerr << arguments.library << ": " << found.size()
			<< " violation(s) of " << arguments.symbols << '\n';
		return violated;
	}
	std::cout << arguments.library << ": " << library.symbols.size()
		<< " exports as in " << arguments.symbols << '\n';
	return kept;
}


static exit_code
update(const arguments& arguments)
{
	symbol_list list = read_symbol_list(arguments.symbols);
	elf_library library = read_elf_library(arguments.library);
	violations found;
	check_nodes(library, list, found);
	check_pairs(library, list, found);
	check_exports(library, list, found);
	if (!found.empty()) {
		print(arguments, found);
		std::cerr << arguments.symbols << ": not rewritten: "
			<< found.size() << " violation(s)\n";
		return violated;
	}

	symbol_list updated = updated_list(list, library);
	write_symbol_list(arguments.symbols, updated);
	std::vector<std::string> changes = differences(list, updated);
	for (const std::string& change : changes)
		std::cout << change << '\n';
	std::cout << arguments.symbols << ": " << changes.size()
		<< " line(s) changed\n";
	return kept;
}


static CLI::App*
add_command(CLI::App& app, arguments& arguments, const char* name,
	const char* description)
{
	CLI::App* command = app.add_subcommand(name, description);
	command->add_option("LIBRARY", arguments.library,
		"the built libroot.so")->required();
	command->add_option("--symbols", arguments.symbols,
		"the list: build/abi/ARCHITECTURE.symbols")->required();
	return command;
}


int
main(int argc, char** argv)
{
	CLI::App app("Keeps the exports of libroot.so as they were published.\n"
		"Exit code: 0 kept, 1 violated, 2 unusable input.", "check-abi");
	app.require_subcommand(1);
	arguments arguments;
	CLI::App* check_command = add_command(app, arguments, "check",
		"compare the library with the list");
	add_command(app, arguments, "update",
		"rewrite the list from the library, and say what changed");

	try {
		app.parse(argc, argv);
		return check_command->parsed() ? check(arguments) : update(arguments);
	} catch (const CLI::ParseError& error) {
		return app.exit(error) == 0 ? kept : unusable;
	} catch (const std::exception& error) {
		std::cerr << "check-abi: " << error.what() << '\n';
	}
	return unusable;
}
