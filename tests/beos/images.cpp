/* Images: the program's, libraries, add-ons, and their beginnings and ends. */
#include "beos_test.h"

TEST(Images, LibraryAndAddOn)
{
	const outcome seen = run_beos("images.library",
		{ staged_path("tests/x86/beos/add-ons/adder.beos") });
	EXPECT_EQ(seen.output,
		"library: before its constructors\n"
		"library: after its constructors\n"
		"library says 15, its data 5, names 2 1\n"
		"image images.library.beos type 1\n"
		"image libtold.so type 2\n"
		"image libroot.so type 2\n"
		"own 0 3\n"
		"not of others: 1\n"
		"not a variable: 1\n"
		"no image: 80001300\n"
		"of libroot: 1\n"
		"add-on: loaded\n"
		"again the same: 1\n"
		"add-on adds 42\n"
		"add-on data 17\n"
		"add-on type 3\n"
		"counted: 1\n"
		"unload 0\n"
		"add-on: unloaded\n"
		"unload 0\n"
		"gone: 1\n"
		"none: 80006003\n"
		"library: before its destructors\n");
	EXPECT_EQ(seen.errors, "");
	EXPECT_EQ(seen.kernel_status, 0);
}

TEST(Images, LibraryFromLibraryPath)
{
	setenv("LIBRARY_PATH", "%A/nowhere:%A/lib", 1);
	const outcome seen = run_beos("images.library",
		{ staged_path("tests/x86/beos/add-ons/adder.beos") });
	EXPECT_EQ(seen.exit_code(), 0) << seen.errors;
}

/* Its functions are missing then; libraries from which nothing is needed are
 * none. */
TEST(Images, LibraryThatIsMissing)
{
	char folder[] = "/tmp/libroot-beos-XXXXXX";
	ASSERT_NE(mkdtemp(folder), nullptr);
	const std::string program = std::string(folder) + "/program";
	run_command({ "/bin/cp", beos_program("images.library"), program });
	const outcome seen
		= run_command({ staged_path("bin/libroot-run"), program });
	run_command({ "/bin/rm", "-r", folder });
	EXPECT_EQ(seen.exit_code(), 127);
	EXPECT_EQ(seen.errors, "libroot-run: " + program + ": needs the variable library_value, which is missing\n");
}
