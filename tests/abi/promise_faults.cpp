// check-abi on libraries that break a promise made to every process.
#include "tiny_library.h"

using promise_faults = tiny_library_test;
FOR_BOTH_ARCHITECTURES(promise_faults);


TEST_P(promise_faults, wrong_soname)
{
	add_link_options("-Wl,-soname,libother.so");
	expect_violations({"the soname is 'libother.so': link with -soname"
		" libroot.so"});
}


TEST_P(promise_faults, extra_dependency)
{
	add_link_options("-Wl,--no-as-needed -lm");
	expect_violations({"needs libm.so.6: only libc.so.6 and the loader are"
		" allowed; link without it"});
}


// The address of a symbol in the code, as code that is not -fPIC has it.
TEST_P(promise_faults, text_relocations)
{
	change_source("int current_sigqueue(",
		"__asm__(\".text\\n.dc.a current_siglist\");\nint current_sigqueue(");
	add_link_options("-Wl,-z,notext");
	expect_violations({"has text relocations: compile every object with -fPIC"
		" and write assembler position-independent"});
}


TEST_P(promise_faults, executable_stack)
{
	add_link_options("-Wl,-z,execstack");
	expect_violations({"asks for an executable stack: link with"
		" -z noexecstack"});
}


TEST_P(promise_faults, no_relro)
{
	add_link_options("-Wl,-z,norelro");
	expect_violations({"has no PT_GNU_RELRO header: link with -z relro"});
}


TEST_P(promise_faults, lazy_binding)
{
	add_link_options("-Wl,-z,lazy");
	expect_violations({"is bound lazily: link with -z now"});
}


// No option of GNU ld 2.40 leaves the header out.
TEST_P(promise_faults, no_stack_header)
{
	build();
	std::string library = read("libroot.so");
	const std::string gnu_stack_type = "\x51\xe5\x74\x64";
	size_t header = library.find(gnu_stack_type);
	ASSERT_NE(header, std::string::npos);
	library.replace(header, gnu_stack_type.size(), 4, '\0');
	write("libroot.so", library);

	command_result result = check();
	EXPECT_EQ(result.exit_code, 1);
	EXPECT_EQ(result.lines.at(0), path("libroot.so").string() + ": has no"
		" PT_GNU_STACK header, so the stack would be executable: link with"
		" -z noexecstack");
}
