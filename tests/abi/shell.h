// Runs commands and keeps what they print. No wait() macros: this program may
// see libroot's, while the status would be the host's.
#pragma once

#include <string>
#include <vector>

struct command_result {
	int							exit_code;	// as the shell shows it
	std::vector<std::string>	lines;		// standard output and error
};

command_result run(const std::string& command);

std::string joined(const std::vector<std::string>& lines);
