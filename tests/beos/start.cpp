/* Starting and ending, for the three generations of start code. */
#include <fstream>

#include "beos_test.h"

class Start : public testing::TestWithParam<const char*> {
};

TEST_P(Start, ArgumentsAndEnvironment)
{
	setenv("GREETING", "good morning", 1);
	const std::string name = std::string("hello") + GetParam();
	const outcome seen = run_beos(name, { "a", "b c", "" });
	EXPECT_EQ(seen.output, "hello, constructed 1, main thread known\n"
		"0: " + beos_program(name) + "\n1: a\n2: b c\n3: \n"
		"environment: same good morning\n"
		"destroyed\n");
	EXPECT_EQ(seen.errors, "");
	EXPECT_EQ(seen.exit_code(), 4);
}

INSTANTIATE_TEST_SUITE_P(Generations, Start,
	testing::Values("", ".r4", ".haiku"));

/* Which the demonstration shows. */
TEST(Tour, IsAsTheDemonstrationExpects)
{
	char file[] = "/tmp/libroot-beos-tour-XXXXXX";
	close(mkstemp(file));
	const outcome seen = run_beos("tour", { "greetings", file });
	std::ifstream expected("build/demonstration/beos_program.expected");
	EXPECT_EQ(seen.output,
		std::string(std::istreambuf_iterator<char>(expected), {}));
	EXPECT_EQ(seen.exit_code(), 0) << seen.errors;
	EXPECT_NE(access(file, F_OK), 0);
}
