// A file that cannot be checked at all: reported as one line, exit code 2.
#pragma once

#include <stdexcept>
#include <string>

class unusable_input : public std::runtime_error {
public:
	unusable_input(const std::string& path, const std::string& what)
		:
		std::runtime_error(path + ": " + what)
	{
	}
};
