/* Running programs in the shape of BeOS's, with libroot-run. */
#ifndef _TESTS_BEOS_TEST_H
#define _TESTS_BEOS_TEST_H

#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../common/child_process.h"

/* What a program said, and its end. */
struct outcome {
	std::string	output;
	std::string	errors;
	/* As Linux makes it: exit code << 8 | signal. */
	int			kernel_status;

	int
	exit_code() const
	{
		return (kernel_status & 0x7f) == 0 ? kernel_status >> 8 & 0xff : -1;
	}

	int
	killed_by() const
	{
		return kernel_status & 0x7f;
	}
};

inline std::string
staged_path(const std::string& relative)
{
	const char* staged = getenv("OUT");
	std::string path(staged != nullptr ? staged : ".out");
	path += "/";
	path += relative;
	return path;
}

/* A program of this suite: built for i386, whichever program runs it. */
inline std::string
beos_program(const std::string& name)
{
	return staged_path("tests/x86/beos/" + name + ".beos");
}

inline std::string
read_all(FILE* file)
{
	std::string text;
	rewind(file);
	char buffer[4096];
	while (const size_t count = fread(buffer, 1, sizeof(buffer), file))
		text.append(buffer, count);
	fclose(file);
	return text;
}

/* Runs a command with this text as its standard input. */
inline outcome
run_command(const std::vector<std::string>& command,
	const std::string& input = "")
{
	FILE* files[3] = { tmpfile(), tmpfile(), tmpfile() };
	fwrite(input.data(), 1, input.size(), files[0]);
	rewind(files[0]);
	std::vector<char*> arguments;
	for (const std::string& argument : command)
		arguments.push_back(const_cast<char*>(argument.c_str()));
	arguments.push_back(nullptr);
	const pid_t child = start_child([&] {
		for (int i = 0; i < 3; i++)
			dup2(fileno(files[i]), i);
		execv(arguments[0], arguments.data());
		return 255;
	});
	outcome result;
	result.kernel_status = kernel_status_of(child);
	fclose(files[0]);
	result.output = read_all(files[1]);
	result.errors = read_all(files[2]);
	return result;
}

/* Runs a program of this suite. */
inline outcome
run_beos(const std::string& name, const std::vector<std::string>& arguments = {},
	const std::string& input = "")
{
	std::vector<std::string> command
		= { staged_path("bin/libroot-run"), beos_program(name) };
	command.insert(command.end(), arguments.begin(), arguments.end());
	return run_command(command, input);
}

#endif	/* _TESTS_BEOS_TEST_H */
