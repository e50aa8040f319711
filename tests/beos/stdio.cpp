/* stdio of BeOS programs: the GNU library's of 1998, inline functions included,
 * on the host's streams. */
#include "beos_test.h"

TEST(beos_stdio, is_used_inline)
{
	std::string text;
	for (int i = 0; i < 5000; i++)
		text += "line " + std::to_string(i) + "\n";
	const outcome seen = run_beos("stdio", { "copy" }, text);
	EXPECT_EQ(seen.output, text + "5000 lines, " + std::to_string(text.size())
		+ " characters, end 1 1, error 0\n");
}

TEST(beos_stdio, has_the_functions_behind_the_macros)
{
	const outcome seen = run_beos("stdio", {}, "a line\n 42 x");
	EXPECT_EQ(seen.output, "streams 1\nline 0\nlocked\n***\n"
		"good 1, end 1\nat 26\nat 27\ncharacter b\nread 3 cde\nback !\n"
		"got a line\nscanned 1\nnumber 42\nnone 0\n"
		"file \u20ac 1099511627776\nremoved 0\ngone 1\n"
		"error 80006003: No such file or directory\n");
	EXPECT_EQ(seen.errors, "perror: No such file or directory\nto stderr\n");
	EXPECT_EQ(seen.exit_code(), 0);
}
