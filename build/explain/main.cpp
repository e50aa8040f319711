// explain: what libroot-run would do with a file, and what is missing, without
// running it. libroot-run --explain starts it; libroot-run(1).
#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "examination.h"
#include "library_search.h"
#include "report.h"

static const int wrong_usage = 2;


// The installed tree is the same wherever it is moved to:
// libexec/libroot/explain, lib32/libroot.so.
static std::string
own_libroot()
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path));
	if (length < 0 || length == sizeof(path))
		throw std::runtime_error("/proc/self/exe cannot be read");
	std::string tree = folder_of(folder_of(folder_of(std::string(path, length))));
	return tree + "/lib32/libroot.so";
}


static int
explain(const std::vector<std::string>& paths, bool wants_json,
	const surroundings& around)
{
	std::vector<examination> files;
	int status = runs_completely;
	for (const std::string& path : paths) {
		files.push_back(examine(path, around));
		status = std::max(status, files.back().status);
		if (!files.back().error.empty())
			std::cerr << "libroot-run: " << files.back().error << '\n';
	}
	if (wants_json) {
		std::cout << json_report(files);
	} else {
		bool is_first = true;
		for (const examination& file : files) {
			if (!file.error.empty())
				continue;
			std::cout << (is_first ? "" : "\n") << text_report(file);
			is_first = false;
		}
	}
	if (!std::cout.flush()) {
		std::cerr << "libroot-run: standard output cannot be written\n";
		return std::max<int>(status, lacks_something);
	}
	return status;
}


int
main(int argc, char** argv)
{
	CLI::App app("Says what libroot-run would do with each file, and what is"
		" missing, without running\nit. libroot-run(1).\nExit status: 0 all would"
		" run completely, 1 something is missing, 126 not a program\nfor"
		" libroot-run, 127 not found.", "libroot-run --explain");
	std::vector<std::string> paths;
	std::string libroot;
	bool wants_json = false;
	app.add_option("FILE", paths, "programs, add-ons or libraries")->required();
	app.add_flag("--json", wants_json, "print an array with an object per file");
	app.add_option("--libroot", libroot,
		"the i386 libroot.so (default: that of this installation)");
	try {
		app.parse(argc, argv);
	} catch (const CLI::ParseError& error) {
		return app.exit(error) == 0 ? 0 : wrong_usage;
	}

	try {
		const char* library_path = getenv("LIBRARY_PATH");
		surroundings around;
		around.libroot = libroot.empty() ? own_libroot() : libroot;
		if (library_path != nullptr)
			around.library_path = library_path;
		return explain(paths, wants_json, around);
	} catch (const std::exception& error) {
		std::cerr << "libroot-run: " << error.what() << '\n';
	}
	return cannot_execute;
}
