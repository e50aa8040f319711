// What becomes of one file if libroot-run is given it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "build/beos/beos_tables.h"
#include "build/beos/providers.h"

// As the shell and env(1) use them.
enum examination_status {
	runs_completely = 0,
	lacks_something = 1,
	cannot_execute = 126,
	not_found = 127,
};

struct needed_library {
	enum library_state {
		found,
		missing,
		unusable,		// "reason" says why
		program,		// _APP_: the program itself, or that which loads an add-on
	};

	std::string		name;
	library_state	state;
	std::string		path;
	std::string		reason;
	std::string		needed_by;	// the first image that names it
	// Of one that is not there: symbols that it had, and that it may have had.
	int				lacking = 0;
	int				perhaps_lacking = 0;
};

struct unresolved_symbol {
	enum symbol_type {
		function,
		data,
		unknown,
	};

	std::string		name;
	symbol_type		type = unknown;
	bool			is_weak = false;
	bool			is_called = false;
	bool			stops_loading = false;	// the loader must have it
	std::string		library;	// that had it in BeOS; empty if it is not known
	std::vector<std::string>	perhaps;	// then: one of these
	std::string		image;		// the file that wants it
	std::string		answered_by;	// a library of the host's, if doubtful
};

struct examination {
	std::string		path;
	int				status = cannot_execute;
	std::string		error;		// one line, and nothing of what follows

	std::string		kind;
	std::string		reason;
	std::string		start_code;
	std::string		start_code_reason;
	std::string		started;	// how, and by whom
	std::vector<needed_library>		libraries;
	std::vector<unresolved_symbol>	unresolved;
	// That the host answers instead of nobody, with another ABI.
	std::vector<unresolved_symbol>	doubtful;
	std::string		verdict;
};

class surroundings {
public:
	std::string				libroot;		// i386
	std::string				library_path;	// LIBRARY_PATH
	beos_libraries			beos;

	// Read when it is first asked for. Throws unusable_input.
	const providers&		platform() const;

private:
	mutable std::unique_ptr<providers>	fPlatform;
};

examination examine(const std::string& path, const surroundings& around);
