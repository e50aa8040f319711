// The built libroot.so: it keeps to its list, and the loader gives legacy and
// new programs what the list says.
#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "abi_test.h"

class libroot_bindings : public abi_test {
protected:
	struct binding {
		std::string	node;
		bool		is_thread_local;
	};
	using nodes_of_names = std::map<std::string, binding>;

	std::string
	list() const
	{
		// Tests run in the repository's top folder.
		return "build/abi/" + architecture() + ".symbols";
	}

	std::filesystem::path
	library() const
	{
		return output_folder() / (architecture() == "x86" ? "lib32" : "lib")
			/ "libroot.so";
	}

	// The list's lines, split into words.
	std::vector<std::vector<std::string>>
	list_lines() const
	{
		std::vector<std::vector<std::string>> lines;
		std::ifstream file(list());
		for (std::string line; std::getline(file, line);) {
			std::istringstream stream(line);
			lines.emplace_back();
			for (std::string word; stream >> word;)
				lines.back().push_back(word);
		}
		return lines;
	}

	void
	compile(const std::string& arguments)
	{
		command_result result = run("cd " + path("").string() + " && "
			+ compiler() + " -w -fPIC " + arguments);
		ASSERT_EQ(result.exit_code, 0) << joined(result.lines);
	}

	command_result
	run_program() const
	{
		return run("LD_LIBRARY_PATH=" + library().parent_path().string() + " "
			+ path("program").string());
	}

	// Links a program that refers to each name with link_library, runs it on
	// libroot.so, and expects each name to be bound to its node.
	void
	expect_bindings(const nodes_of_names& names,
		const std::filesystem::path& link_library)
	{
		ASSERT_GT(names.size(), 50u) << list() << " cannot be read";
		std::string declarations, table;
		size_t count = 0;
		for (const auto& [name, binding] : names) {
			std::string symbol = "symbol_" + std::to_string(count++);
			declarations += std::string("extern ")
				+ (binding.is_thread_local ? "__thread " : "") + "char " + symbol
				+ "[] __asm__(\"" + name + "\");\n";
			table += "\t{ \"" + name + "\", \"" + binding.node + "\", " + symbol
				+ " },\n";
		}
		write("program.c", "#define _GNU_SOURCE\n"
			"#include <dlfcn.h>\n"
			"#include <stdio.h>\n"
			+ declarations +
			"int main(void)\n"
			"{\n"
			"	struct { const char *name, *node; void *bound; }\n"
			"	expected[] = {\n" + table + "};\n"
			"	void *libroot = dlopen(\"libroot.so\", RTLD_NOW | RTLD_NOLOAD);\n"
			"	int i, wrong = 0;\n"
			"	for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {\n"
			"		void *wanted = dlvsym(libroot, expected[i].name,\n"
			"			expected[i].node);\n"
			"		if (wanted == NULL || wanted != expected[i].bound) {\n"
			"			printf(\"%s is not bound to %s\\n\", expected[i].name,\n"
			"				expected[i].node);\n"
			"			wrong = 1;\n"
			"		}\n"
			"	}\n"
			"	return wrong;\n"
			"}\n");
		ASSERT_NO_FATAL_FAILURE(compile("-o program program.c "
			+ link_library.string()));
		command_result result = run_program();
		EXPECT_EQ(result.exit_code, 0) << joined(result.lines);
	}
};
FOR_BOTH_ARCHITECTURES(libroot_bindings);


TEST_P(libroot_bindings, exports_are_as_published)
{
	command_result result = check_abi("check " + library().string()
		+ " --symbols " + list());
	EXPECT_EQ(result.exit_code, 0) << joined(result.lines);
}


// Such a program carries no versions.
TEST_P(libroot_bindings, legacy_program_gets_legacy_halves)
{
	nodes_of_names names;
	for (const auto& words : list_lines()) {
		// Thread-local data is for inline functions of new headers only.
		if (words.size() >= 4 && words.back() == "default" && words[2] != "T")
			names[words[1]] = {words[0], false};
	}
	// What only LIBROOT_BASE has, only BeOS programs know.
	for (const auto& words : list_lines()) {
		if (words.size() >= 3 && words[0] == "LIBROOT_BASE"
			&& names.count(words[1]) != 0)
			names[words[1]] = {words[0], false};
	}
	expect_bindings(names,
		output_folder() / "legacy" / architecture() / "libroot.so");
}


TEST_P(libroot_bindings, new_program_gets_default_versions)
{
	nodes_of_names names;
	for (const auto& words : list_lines()) {
		if (words.size() >= 4 && words.back() == "default")
			names[words[1]] = {words[0], words[2] == "T"};
	}
	expect_bindings(names, library());
}


class libroot_nodes : public libroot_bindings {
protected:
	// Starts a program that needs these nodes of libroot.so. It calls nothing
	// of them and is bound lazily: the node has to exist, the symbol has not.
	command_result
	start_program_that_needs(const std::vector<std::string>& nodes)
	{
		std::string script, definitions, calls;
		for (const std::string& node : nodes) {
			std::string function = "in_" + node;
			std::replace(function.begin(), function.end(), '.', '_');
			script += node + " { " + function + "; };\n";
			definitions += "void " + function + "(void) { }\n";
			calls += "	" + function + "();\n";
		}
		write("versions", script);
		write("nodes.c", definitions);
		write("program.c", "int main(int count, char **arguments)\n"
			"{\n"
			"	if (count == 1)\n"
			"		return 0;\n" + calls +
			"}\n");
		compile("-shared -o libroot.so nodes.c -Wl,-soname,libroot.so"
			" -Wl,--version-script=versions");
		compile("-o program program.c ./libroot.so -Wl,-z,lazy");
		return run_program();
	}
};
FOR_BOTH_ARCHITECTURES(libroot_nodes);


TEST_P(libroot_nodes, every_published_node_satisfies_the_loader)
{
	std::vector<std::string> nodes;
	for (const auto& words : list_lines()) {
		if (words.size() == 2 && words[0] == "node")
			nodes.push_back(words[1]);
	}
	ASSERT_GE(nodes.size(), 5u);
	command_result result = start_program_that_needs(nodes);
	EXPECT_EQ(result.exit_code, 0) << joined(result.lines);
}


// That the test above can fail.
TEST_P(libroot_nodes, unknown_node_does_not_satisfy_the_loader)
{
	command_result result = start_program_that_needs({"LIBROOT_0_UNKNOWN"});
	EXPECT_EQ(result.exit_code, 1);
	EXPECT_NE(joined(result.lines).find("version `LIBROOT_0_UNKNOWN' not found"),
		std::string::npos) << joined(result.lines);
}
