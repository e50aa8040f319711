// check-abi update.
#include "tiny_library.h"

using updates = tiny_library_test;
FOR_BOTH_ARCHITECTURES(updates);


TEST_P(updates, unchanged_library_leaves_list_alone)
{
	build();
	command_result result = update();
	EXPECT_EQ(result.exit_code, 0);
	EXPECT_EQ(joined(result.lines),
		path("list.symbols").string() + ": 0 line(s) changed\n");
	EXPECT_EQ(read("list.symbols"), list());
}


TEST_P(updates, new_list_passes_the_check)
{
	change_list(list().substr(list().find("LIBROOT_BASE siglist")), "");
	const std::string without_symbols = list();
	build();
	EXPECT_EQ(check().exit_code, 1);
	EXPECT_EQ(update().exit_code, 0);
	EXPECT_EQ(check().exit_code, 0) << joined(check().lines);
	EXPECT_EQ(read("list.symbols"), without_symbols
		+ "LIBROOT_BASE siglist D 120\n"
		"LIBROOT_BASE sigset F\n"
		"LIBROOT_1_ALPHA4 siglist D 260 default\n"
		"LIBROOT_1_ALPHA4 sigqueue F default\n"
		"LIBROOT_1_ALPHA4 sigset F default\n");
}


TEST_P(updates, says_what_changed)
{
	change_source("int current_sigqueue(void) { return 1; }\n"
		"CURRENT(current_sigqueue, sigqueue);\n",
		"int current_sigorset(void) { return 1; }\n"
		"CURRENT(current_sigorset, sigorset);\n");
	change_source("current_siglist[65]", "current_siglist[66]");
	build();
	command_result result = update();
	EXPECT_EQ(result.exit_code, 0);
	EXPECT_EQ(joined(result.lines),
		"- LIBROOT_1_ALPHA4 siglist D 260 default\n"
		"- LIBROOT_1_ALPHA4 sigqueue F default\n"
		"+ LIBROOT_1_ALPHA4 siglist D 264 default\n"
		"+ LIBROOT_1_ALPHA4 sigorset F default\n"
		+ path("list.symbols").string() + ": 4 line(s) changed\n");
	EXPECT_EQ(check().exit_code, 0) << joined(check().lines);
}


TEST_P(updates, sorts_what_was_added_by_hand)
{
	change_source("int current_sigqueue", "int malloc(int n) { return n; }\n"
		"int current_sigqueue");
	change_list("LIBROOT_BASE siglist D 120\n",
		"unversioned malloc F\nLIBROOT_BASE siglist D 120\n");
	std::string sorted = list();
	sorted.erase(sorted.find("unversioned malloc F\n"), 21);
	build();
	EXPECT_EQ(update().exit_code, 0);
	EXPECT_EQ(read("list.symbols"), sorted + "unversioned malloc F\n");
}


class refused_updates : public tiny_library_test {
protected:
	void
	expect_refusal()
	{
		build();
		command_result result = update();
		EXPECT_EQ(result.exit_code, 1);
		ASSERT_FALSE(result.lines.empty());
		EXPECT_EQ(result.lines.back(), path("list.symbols").string()
			+ ": not rewritten: 1 violation(s)") << joined(result.lines);
		EXPECT_EQ(read("list.symbols"), list());
	}
};
FOR_BOTH_ARCHITECTURES(refused_updates);


TEST_P(refused_updates, wrong_node_order)
{
	change_version_script("LIBROOT_1_ALPHA1 { } LIBROOT_BASE;\n"
		"LIBROOT_1_ALPHA4 { } LIBROOT_1_ALPHA1;\n",
		"LIBROOT_1_ALPHA4 { } LIBROOT_BASE;\n"
		"LIBROOT_1_ALPHA1 { } LIBROOT_1_ALPHA4;\n");
	expect_refusal();
}


TEST_P(refused_updates, unlisted_node)
{
	change_version_script("LIBROOT_1_ALPHA4 { } LIBROOT_1_ALPHA1;\n",
		"LIBROOT_1_ALPHA4 { } LIBROOT_1_ALPHA1;\n"
		"LIBROOT_1_ALPHA5 { } LIBROOT_1_ALPHA4;\n");
	expect_refusal();
}


TEST_P(refused_updates, lost_legacy_half)
{
	change_source("int legacy_sigset(void) { return 32; }\n"
		"LEGACY(legacy_sigset, sigset);\n", "");
	expect_refusal();
}


TEST_P(refused_updates, lost_current_half)
{
	change_source("int current_sigset(void) { return 64; }\n"
		"CURRENT(current_sigset, sigset);\n", "");
	expect_refusal();
}


TEST_P(refused_updates, halves_at_one_address)
{
	change_source("int legacy_sigset(void) { return 32; }",
		"extern int legacy_sigset(void)"
		" __attribute__((alias(\"current_sigset\")));");
	expect_refusal();
}


TEST_P(refused_updates, unversioned_leak)
{
	change_source("int current_sigqueue", "int leaked(void) { return 1; }\n"
		"int current_sigqueue");
	expect_refusal();
}


TEST_P(refused_updates, truncated_library)
{
	build();
	write("libroot.so", read("libroot.so").substr(0, 4096));
	EXPECT_EQ(update().exit_code, 2);
	EXPECT_EQ(read("list.symbols"), list());
}
