// check-abi on files that are no libraries, and on damaged ones.
#include <random>

#include "tiny_library.h"

class unusable_files : public tiny_library_test {
protected:
	// Exit code 2 and one line that names the file.
	void
	expect_unusable(const std::string& name, const std::string& reason)
	{
		command_result result = check();
		EXPECT_EQ(result.exit_code, 2);
		ASSERT_EQ(result.lines.size(), 1u) << joined(result.lines);
		EXPECT_EQ(result.lines[0].find("check-abi: " + path(name).string()
			+ ": " + reason), 0u) << result.lines[0];
	}
};
FOR_BOTH_ARCHITECTURES(unusable_files);


TEST_P(unusable_files, missing_library)
{
	write("list.symbols", list());
	expect_unusable("libroot.so", "No such file or directory");
}


TEST_P(unusable_files, folder)
{
	write("list.symbols", list());
	std::filesystem::create_directory(path("libroot.so"));
	expect_unusable("libroot.so", "not a regular file");
}


TEST_P(unusable_files, text)
{
	write("list.symbols", list());
	write("libroot.so", "GROUP ( libc.so.6 )\n");
	expect_unusable("libroot.so", "not an ELF file");
}


TEST_P(unusable_files, empty)
{
	write("list.symbols", list());
	write("libroot.so", "");
	expect_unusable("libroot.so", "not an ELF file");
}


TEST_P(unusable_files, object_file)
{
	build();
	ASSERT_EQ(run("cd " + path("").string() + " && " + compiler()
		+ " -w -c -o libroot.so library.c").exit_code, 0);
	expect_unusable("libroot.so", "not a shared library");
}


TEST_P(unusable_files, no_version_script)
{
	build();
	ASSERT_EQ(run("cd " + path("").string() + " && echo 'int f;' | "
		+ compiler() + " -fPIC -shared -o libroot.so -x c -").exit_code, 0);
	expect_unusable("libroot.so", "no version definitions");
}


TEST_P(unusable_files, no_section_headers)
{
	build();
	std::string library = read("libroot.so");
	// e_shoff, e_shnum: the loader works without, this tool does not.
	size_t offset = pointer_size() == 8 ? 40 : 32;
	library.replace(offset, pointer_size(), pointer_size(), '\0');
	library.replace(pointer_size() == 8 ? 60 : 48, 2, 2, '\0');
	write("libroot.so", library);
	expect_unusable("libroot.so", "no section headers");
}


TEST_P(unusable_files, truncated)
{
	build();
	const std::string library = read("libroot.so");
	for (size_t part = 0; part < 64; part++) {
		size_t size = library.size() * part / 64;
		SCOPED_TRACE(size);
		write("libroot.so", library.substr(0, size));
		expect_unusable("libroot.so", "");
	}
	write("libroot.so", library.substr(0, library.size() - 1));
	expect_unusable("libroot.so", "truncated: the section headers");
}


// Whatever is in the file, the tool ends by itself with one of its exit codes.
TEST_P(unusable_files, random_damage)
{
	build();
	const std::string library = read("libroot.so");
	std::mt19937 random(20111);
	for (int round = 0; round < 200; round++) {
		std::string damaged = library;
		for (int change = 0; change < 8; change++) {
			// Mostly where the structure is: headers and the tables at the end.
			size_t place = random() % 3 == 0 ? random() % library.size()
				: random() % 2 == 0 ? random() % 2048
				: library.size() - 1 - random() % 2048;
			damaged[place] = random() % 2 == 0 ? '\xff' : random();
		}
		write("libroot.so", damaged);
		command_result result = check();
		ASSERT_LE(result.exit_code, 2) << "round " << round << '\n'
			<< joined(result.lines);
		ASSERT_FALSE(result.lines.empty());
	}
}


TEST_P(unusable_files, missing_list)
{
	build();
	std::filesystem::remove(path("list.symbols"));
	expect_unusable("list.symbols", "cannot be read");
}


TEST_P(unusable_files, damaged_list)
{
	build();
	for (const char* line : {"LIBROOT_BASE sigset", "LIBROOT_BASE sigset G",
			"LIBROOT_BASE siglist D", "LIBROOT_BASE siglist D 12x",
			"LIBROOT_BASE siglist D -1", "LIBROOT_2 sigwait F",
			"LIBROOT_BASE sigset F", "LIBROOT_BASE sigwait F defaults",
			"LIBROOT_BASE sigwait F default default", "node LIBROOT_BASE",
			"pair LIBROOT_BASE LIBROOT_2", "unversioned malloc F default",
			"# a comment that update would lose", ""}) {
		SCOPED_TRACE(line);
		write("list.symbols", list() + line + '\n');
		expect_unusable("list.symbols", "line 11: unknown form, undeclared node"
			" or repetition: " + std::string(line));
	}
	write("list.symbols", "# Nothing else.\n");
	expect_unusable("list.symbols", "no 'node' lines: not a symbol list");
}


TEST_P(unusable_files, wrong_command_line)
{
	for (const char* arguments : {"", "check", "check libroot.so",
			"freeze libroot.so --symbols list.symbols",
			"check libroot.so --symbols list.symbols other"}) {
		command_result result = check_abi(arguments);
		EXPECT_EQ(result.exit_code, 2) << arguments;
	}
	EXPECT_EQ(check_abi("--help").exit_code, 0);
}
