// check-abi on libraries with wrong nodes or pairs.
#include "tiny_library.h"

using version_faults = tiny_library_test;
FOR_BOTH_ARCHITECTURES(version_faults);


static std::string
missing_legacy_half(const std::string& name)
{
	return name + "@LIBROOT_BASE is missing, the legacy half of a pair: bind an"
		" implementation to it; it must be neither hidden nor 'local' in the"
		" version script";
}


static std::string
missing_current_half(const std::string& name)
{
	return name + "@@LIBROOT_1_ALPHA4 is missing, the current half of a pair:"
		" bind an implementation to it, or remove " + name + "@LIBROOT_BASE";
}


TEST_P(version_faults, none)
{
	build();
	command_result result = check();
	EXPECT_EQ(result.exit_code, 0) << joined(result.lines);
	EXPECT_EQ(joined(result.lines), path("libroot.so").string()
		+ ": 5 exports as in " + path("list.symbols").string() + "\n");
}


TEST_P(version_faults, reversed_node_order)
{
	change_version_script("LIBROOT_BASE { };\n"
		"LIBROOT_1_ALPHA1 { } LIBROOT_BASE;\n"
		"LIBROOT_1_ALPHA4 { } LIBROOT_1_ALPHA1;\n",
		"LIBROOT_1_ALPHA4 { };\n"
		"LIBROOT_1_ALPHA1 { } LIBROOT_1_ALPHA4;\n"
		"LIBROOT_BASE { } LIBROOT_1_ALPHA1;\n");
	expect_violations({"node LIBROOT_BASE has version index 4 instead of 2: the"
		" version script must define the nodes in the list's order"});
}


TEST_P(version_faults, swapped_later_nodes)
{
	change_version_script("LIBROOT_1_ALPHA1 { } LIBROOT_BASE;\n"
		"LIBROOT_1_ALPHA4 { } LIBROOT_1_ALPHA1;\n",
		"LIBROOT_1_ALPHA4 { } LIBROOT_BASE;\n"
		"LIBROOT_1_ALPHA1 { } LIBROOT_1_ALPHA4;\n");
	expect_violations({"node LIBROOT_1_ALPHA1 has version index 4 instead of 3:"
		" the version script must define the nodes in the list's order"});
}


TEST_P(version_faults, missing_last_node)
{
	change_list("node LIBROOT_1_ALPHA4\n",
		"node LIBROOT_1_ALPHA4\nnode LIBROOT_1_ALPHA5\n");
	expect_violations({"node LIBROOT_1_ALPHA5 is missing: programs that need it"
		" would not start; define it in the version script"});
}


TEST_P(version_faults, missing_node_in_between)
{
	change_version_script("LIBROOT_1_ALPHA1 { } LIBROOT_BASE;\n"
		"LIBROOT_1_ALPHA4 { } LIBROOT_1_ALPHA1;\n",
		"LIBROOT_1_ALPHA4 { } LIBROOT_BASE;\n");
	expect_violations({"node LIBROOT_1_ALPHA1 is missing: programs that need it"
		" would not start; define it in the version script",
		"node LIBROOT_1_ALPHA4 has version index 3 instead of 4: the version"
		" script must define the nodes in the list's order"});
}


TEST_P(version_faults, extra_node)
{
	change_version_script("LIBROOT_1_ALPHA4 { } LIBROOT_1_ALPHA1;\n",
		"LIBROOT_1_ALPHA4 { } LIBROOT_1_ALPHA1;\n"
		"LIBROOT_1_ALPHA5 { } LIBROOT_1_ALPHA4;\n");
	expect_violations({"node LIBROOT_1_ALPHA5 is not in the list: add a line"
		" 'node LIBROOT_1_ALPHA5' behind the last node, if it is meant"});
}


// GNU ld then drops every name@LIBROOT_BASE without a word.
TEST_P(version_faults, local_in_base)
{
	change_version_script("LIBROOT_BASE { };", "LIBROOT_BASE { local: *; };");
	expect_violations({missing_legacy_half("siglist"),
		missing_legacy_half("sigset")});
}


TEST_P(version_faults, hidden_legacy_implementation)
{
	change_source("int legacy_sigset(",
		"__attribute__((visibility(\"hidden\"))) int legacy_sigset(");
	expect_violations({missing_legacy_half("sigset")});
}


TEST_P(version_faults, hidden_current_implementation)
{
	change_source("int current_sigset(",
		"__attribute__((visibility(\"hidden\"))) int current_sigset(");
	expect_violations({missing_current_half("sigset")});
}


TEST_P(version_faults, missing_legacy_half)
{
	change_source("int legacy_sigset(void) { return 32; }\n"
		"LEGACY(legacy_sigset, sigset);\n", "");
	expect_violations({missing_legacy_half("sigset")});
}


TEST_P(version_faults, missing_current_half)
{
	change_source("int current_sigset(void) { return 64; }\n"
		"CURRENT(current_sigset, sigset);\n", "");
	expect_violations({missing_current_half("sigset")});
}


TEST_P(version_faults, missing_pair)
{
	change_list("LIBROOT_BASE sigset F\n",
		"LIBROOT_BASE sigpause F\nLIBROOT_BASE sigset F\n"
		"LIBROOT_1_ALPHA4 sigpause F default\n");
	expect_violations({missing_legacy_half("sigpause"),
		missing_current_half("sigpause")});
}


// A new legacy function that the list does not know yet.
TEST_P(version_faults, unlisted_half)
{
	change_source("LEGACY(legacy_sigset, sigset);", "LEGACY(legacy_sigset, sigset);"
		" int legacy_sigpause(void) { return 1; }"
		" LEGACY(legacy_sigpause, sigpause);");
	expect_violations({missing_current_half("sigpause"),
		"sigpause@LIBROOT_BASE is not in the list: hide it, or update the list"
		" if it is meant"});
}


// What only legacy programs know has no current half, where this is allowed.
TEST_P(version_faults, single_legacy_function)
{
	change_list("pair LIBROOT_BASE", "pair-or-single LIBROOT_BASE");
	change_list("LIBROOT_BASE sigset F\n",
		"LIBROOT_BASE sigpause F\nLIBROOT_BASE sigset F\n");
	change_source("LEGACY(legacy_sigset, sigset);", "LEGACY(legacy_sigset, sigset);"
		" int legacy_sigpause(void) { return 1; }"
		" LEGACY(legacy_sigpause, sigpause);");
	ASSERT_NO_FATAL_FAILURE(build());
	EXPECT_EQ(check().exit_code, 0);
}


TEST_P(version_faults, current_half_lost_where_single_ones_are_allowed)
{
	change_list("pair LIBROOT_BASE", "pair-or-single LIBROOT_BASE");
	change_source("int current_sigset(void) { return 64; }\n"
		"CURRENT(current_sigset, sigset);\n", "");
	expect_violations({missing_current_half("sigset")});
}


TEST_P(version_faults, legacy_half_lost_where_single_ones_are_allowed)
{
	change_list("pair LIBROOT_BASE", "pair-or-single LIBROOT_BASE");
	change_source("int legacy_sigset(void) { return 32; }\n"
		"LEGACY(legacy_sigset, sigset);\n", "");
	expect_violations({missing_legacy_half("sigset")});
}


TEST_P(version_faults, function_halves_at_one_address)
{
	change_source("int legacy_sigset(void) { return 32; }",
		"extern int legacy_sigset(void)"
		" __attribute__((alias(\"current_sigset\")));");
	expect_violations({"sigset@LIBROOT_BASE and sigset@@LIBROOT_1_ALPHA4 have"
		" one address: give each its own implementation"});
}


TEST_P(version_faults, data_halves_at_one_address)
{
	change_source("const int legacy_siglist[30] = { 1 };",
		"extern const int legacy_siglist[65]"
		" __attribute__((alias(\"current_siglist\")));");
	expect_violations({"siglist@LIBROOT_BASE and siglist@@LIBROOT_1_ALPHA4 have"
		" one address: give each its own implementation",
		"siglist@LIBROOT_BASE has changed its size from 120 to 260 bytes:"
		" programs have copied it; restore it, or make a new version"});
}


TEST_P(version_faults, exchanged_default_of_pair)
{
	change_source("LEGACY(legacy_sigset, sigset);",
		"__asm__(\".symver legacy_sigset,sigset@@LIBROOT_BASE,hidden\");");
	change_source("CURRENT(current_sigset, sigset);",
		"__asm__(\".symver current_sigset,sigset@LIBROOT_1_ALPHA4,hidden\");");
	expect_violations({"sigset@LIBROOT_BASE is the default version: new"
		" programs would get the legacy ABI; bind it with '@', not '@@'",
		"sigset@@LIBROOT_1_ALPHA4 is not the default version: new programs could"
		" not link to it; bind it with '@@', not '@'"});
}


TEST_P(version_faults, default_bit_lost)
{
	change_source("CURRENT(current_sigqueue, sigqueue);",
		"__asm__(\".symver current_sigqueue,sigqueue@LIBROOT_1_ALPHA4,hidden\");");
	expect_violations({"sigqueue@LIBROOT_1_ALPHA4 is no longer the default"
		" version: bind it with '@@', not '@'"});
}


TEST_P(version_faults, default_bit_gained)
{
	change_list("LIBROOT_1_ALPHA4 sigqueue F default",
		"LIBROOT_1_ALPHA4 sigqueue F");
	expect_violations({"sigqueue@@LIBROOT_1_ALPHA4 has become the default"
		" version: bind it with '@', not '@@'"});
}
