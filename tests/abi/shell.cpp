#include "shell.h"

#include <cstdio>
#include <sstream>
#include <stdexcept>


command_result
run(const std::string& command)
{
	FILE* pipe = popen(("export LC_ALL=C; { " + command
		+ "\n} 2>&1; echo \"\n$?\"").c_str(), "r");
	if (pipe == nullptr)
		throw std::runtime_error("popen() failed: " + command);
	std::string output;
	for (int c; (c = fgetc(pipe)) != EOF;)
		output += static_cast<char>(c);
	pclose(pipe);

	command_result result = {};
	std::istringstream stream(output);
	for (std::string line; std::getline(stream, line);)
		result.lines.push_back(line);
	if (result.lines.size() < 2)
		throw std::runtime_error("the shell failed: " + command);
	result.exit_code = std::stoi(result.lines.back());
	// The line of the exit code, and the empty one that sets it apart.
	result.lines.resize(result.lines.size() - 2);
	return result;
}


std::string
joined(const std::vector<std::string>& lines)
{
	std::string text;
	for (const std::string& line : lines)
		text += line + '\n';
	return text;
}
