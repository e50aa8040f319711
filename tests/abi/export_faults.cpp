// check-abi on libraries with wrong exports.
#include "tiny_library.h"

using export_faults = tiny_library_test;
FOR_BOTH_ARCHITECTURES(export_faults);


TEST_P(export_faults, missing_symbol)
{
	change_source("int current_sigqueue(void) { return 1; }\n"
		"CURRENT(current_sigqueue, sigqueue);\n", "");
	expect_violations({"sigqueue@@LIBROOT_1_ALPHA4 is missing: restore it;"
		" programs that use it would not start"});
}


TEST_P(export_faults, extra_symbol)
{
	change_source("CURRENT(current_sigqueue, sigqueue);",
		"CURRENT(current_sigqueue, sigqueue);"
		" int current_sigorset(void) { return 1; }"
		" CURRENT(current_sigorset, sigorset);");
	expect_violations({"sigorset@@LIBROOT_1_ALPHA4 is not in the list: hide it,"
		" or update the list if it is meant"});
}


TEST_P(export_faults, unversioned_leak)
{
	change_source("int current_sigqueue", "int leaked(void) { return 1; }\n"
		"int current_sigqueue");
	expect_violations({"leaked is exported without version: bind it to a node,"
		" or hide it; a line 'unversioned leaked F' in the list allows it"});
}


TEST_P(export_faults, unversioned_data_leak)
{
	change_source("int current_sigqueue", "int leaked[3] = { 1 };\n"
		"int current_sigqueue");
	expect_violations({"leaked is exported without version: bind it to a node,"
		" or hide it; a line 'unversioned leaked D 12' in the list allows it"});
}


TEST_P(export_faults, unversioned_and_legacy)
{
	change_source("int current_sigqueue", "int system(int n) { return n; }\n"
		"int legacy_system(int n) { return -n; }\n"
		"LEGACY(legacy_system, system);\n"
		"int current_sigqueue");
	change_list("pair LIBROOT_BASE", "pair-or-single LIBROOT_BASE");
	change_list("LIBROOT_BASE sigset F\n",
		"LIBROOT_BASE sigset F\nLIBROOT_BASE system F\n");
	change_list("LIBROOT_1_ALPHA4 sigset F default\n",
		"LIBROOT_1_ALPHA4 sigset F default\nunversioned system F\n");
	expect_violations({"system is exported without version and as"
		" system@LIBROOT_BASE: programs without versions would get either;"
		" remove one"});
}


TEST_P(export_faults, intended_unversioned_export_is_none)
{
	change_source("int current_sigqueue", "int malloc(int n) { return n; }\n"
		"int current_sigqueue");
	change_list("LIBROOT_1_ALPHA4 sigset F default\n",
		"LIBROOT_1_ALPHA4 sigset F default\nunversioned malloc F\n");
	build();
	EXPECT_EQ(check().exit_code, 0) << joined(check().lines);
}


TEST_P(export_faults, changed_size_of_current_data)
{
	change_source("current_siglist[65]", "current_siglist[66]");
	expect_violations({"siglist@@LIBROOT_1_ALPHA4 has changed its size from 260"
		" to 264 bytes: programs have copied it; restore it, or make a new"
		" version"});
}


TEST_P(export_faults, changed_size_of_legacy_data)
{
	change_source("legacy_siglist[30]", "legacy_siglist[29]");
	expect_violations({"siglist@LIBROOT_BASE has changed its size from 120 to"
		" 116 bytes: programs have copied it; restore it, or make a new"
		" version"});
}


TEST_P(export_faults, function_became_data)
{
	change_source("int current_sigqueue(void) { return 1; }",
		"int current_sigqueue = 1;");
	expect_violations({"sigqueue@@LIBROOT_1_ALPHA4 has changed from F to D 4 (F"
		" function, D data, T thread-local data): restore it"});
}


TEST_P(export_faults, data_became_thread_local)
{
	change_source("const int current_siglist[65]",
		"__thread int current_siglist[65]");
	expect_violations({"siglist@@LIBROOT_1_ALPHA4 has changed from D 260 to"
		" T 260 (F function, D data, T thread-local data): restore it"});
}


TEST_P(export_faults, function_without_type)
{
	change_source("int current_sigqueue(void) { return 1; }",
		"__asm__(\".globl current_sigqueue\\ncurrent_sigqueue: ret\");");
	expect_violations({"sigqueue@@LIBROOT_1_ALPHA4 is neither function nor data:"
		" give it a type ('.type' in assembler)"});
}
