// The fixture: a folder of its own, the check-abi tool, and compilers for both
// architectures, whichever this program itself is built for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shell.h"

// The output folder of the build: the environment's OUT.
std::filesystem::path output_folder();

// The parameter is an architecture, x86_64 or x86.
class abi_test : public testing::TestWithParam<const char*> {
protected:
					abi_test();
					~abi_test() override;

	std::string		architecture() const { return GetParam(); }
	std::string		compiler() const;
	int				pointer_size() const;
	std::filesystem::path	path(const std::string& name) const;
	void			write(const std::string& name, const std::string& text);
	std::string		read(const std::string& name) const;
	command_result	check_abi(const std::string& arguments) const;

private:
	std::filesystem::path	fFolder;
};

#define FOR_BOTH_ARCHITECTURES(fixture) \
	INSTANTIATE_TEST_SUITE_P(both, fixture, testing::Values("x86_64", "x86"), \
		[](const auto& info) { return std::string(info.param); })
