/* Text, dates and numbers of BeOS programs. */
#include "beos_test.h"

TEST(beos_text, is_what_beos_made_of_it)
{
	setenv("HOME", "/home/somebody", 1);
	const outcome seen = run_beos("text");
	EXPECT_EQ(seen.output, "digits 10 letters 52 qQ\n-42 x 2.50\n"
		"wide 5 20ac 2 3\nbytes 7 \u20ac uro 3\none 2\n"
		"abc abJnggxhB/yWI\ngmtime_r 0 2001-9-9\nlocaltime_r 1\n"
		"parsedate 1000000000\nhome 0 /home/somebody\ngamma 3.178 1\n");
	EXPECT_EQ(seen.errors, "");
	EXPECT_EQ(seen.exit_code(), 0);
}
