/* scanf() and its family of BeOS programs. */
#if defined(__i386__)

#include "beos_function.h"

#include <stdarg.h>

#include "../../headers/legacy/beos/wchar.h"

#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

namespace {

auto* const scan
	= beos_function<int(const char*, const char*, ...)>("sscanf");

std::u16string
string_of(const beos_wchar_t* text)
{
	return (const char16_t*)text;
}

}	// namespace

TEST(beos_scanf, reads_what_the_host_reads)
{
	int number = 0;
	long long large = 0;
	double fraction = 0;
	long double longFraction = 0;
	char word[16] = "";
	char set[16] = "";
	char character = 0;
	int position = 0;
	EXPECT_EQ(scan("12 123456789012 1.5 2.5 word abc9 x", "%d %Ld %lf %Lf %15s"
		" %[a-c]9 %c%n", &number, &large, &fraction, &longFraction, word, set,
		&character, &position), 7);
	EXPECT_EQ(number, 12);
	EXPECT_EQ(large, 123456789012);
	EXPECT_EQ(fraction, 1.5);
	EXPECT_EQ(longFraction, 2.5);
	EXPECT_STREQ(word, "word");
	EXPECT_STREQ(set, "abc");
	EXPECT_EQ(character, 'x');
	EXPECT_EQ(position, 35);
	EXPECT_EQ(scan("1 x", "%d %d", &number, &position), 1);
	EXPECT_EQ(scan("", "%d", &number), EOF);
	EXPECT_EQ(scan("x", "%d", &number), 0);
	EXPECT_EQ(scan("7 8", "%2$d %1$d", &number, &position), 2);
	EXPECT_EQ(number, 8);
	EXPECT_EQ(position, 7);
}

TEST(beos_scanf, allocates_as_the_gnu_library_of_that_time)
{
	char* text = nullptr;
	EXPECT_EQ(scan("word", "%as", &text), 1);
	EXPECT_STREQ(text, "word");
	free(text);
	/* Alone it is a number, as in C99. */
	float number = 0;
	EXPECT_EQ(scan("1.5", "%a", &number), 1);
	EXPECT_EQ(number, 1.5);
}

TEST(beos_scanf, stores_wide_characters_of_two_bytes)
{
	guarded<beos_wchar_t[8]> text;
	EXPECT_EQ(scan("a\u00e4\u20ac z", "%ls", text.value), 1);
	EXPECT_EQ(string_of(text.value), u"a\u00e4\u20ac");
	EXPECT_TRUE(text.is_intact());
	EXPECT_EQ(scan("word", "%S", text.value), 1);
	EXPECT_EQ(string_of(text.value), u"word");
	EXPECT_EQ(scan("abcdef", "%l[a-c]", text.value), 1);
	EXPECT_EQ(string_of(text.value), u"abc");
	EXPECT_EQ(scan("]abc", "%l[]ab]", text.value), 1);
	EXPECT_EQ(string_of(text.value), u"]ab");
}

TEST(beos_scanf, counts_wide_characters)
{
	guarded<beos_wchar_t[3]> text;
	EXPECT_EQ(scan("\u20acbcd", "%2ls", text.value), 1);
	EXPECT_EQ(string_of(text.value), u"\u20acb");

	/* Characters have no null behind them. */
	guarded<beos_wchar_t[2]> characters;
	EXPECT_EQ(scan("\u20acbc", "%2lc", characters.value), 1);
	EXPECT_EQ(characters.value[0], 0x20ac);
	EXPECT_EQ(characters.value[1], 'b');
	EXPECT_TRUE(characters.is_intact());
	guarded<beos_wchar_t> one;
	EXPECT_EQ(scan(" x", "%C", &one.value), 1);
	EXPECT_EQ(one.value, ' ');
	EXPECT_TRUE(one.is_intact());
}

TEST(beos_scanf, keeps_arguments_around_wide_ones_in_order)
{
	int first = 0, last = 0, position = 0;
	beos_wchar_t text[16];
	char word[16];
	EXPECT_EQ(scan("1 two three 4", "%d %ls%n %s %d", &first, text, &position,
		word, &last), 4);
	EXPECT_EQ(first, 1);
	EXPECT_EQ(string_of(text), u"two");
	EXPECT_EQ(position, 5);
	EXPECT_STREQ(word, "three");
	EXPECT_EQ(last, 4);
	EXPECT_EQ(scan("skipped 5 x", "%*ls %d %ls", &first, text), 2);
	EXPECT_EQ(first, 5);
	EXPECT_EQ(string_of(text), u"x");
	EXPECT_EQ(scan("a 6", "%2$ls %1$d", &first, text), 2);
	EXPECT_EQ(first, 6);
	EXPECT_EQ(string_of(text), u"a");
}

TEST(beos_scanf, touches_nothing_behind_what_did_not_match)
{
	int number = 7;
	beos_wchar_t text[4] = { 'o', 'l', 'd' };
	EXPECT_EQ(scan("x", "%d %ls", &number, text), 0);
	EXPECT_EQ(string_of(text), u"old");
	EXPECT_EQ(scan("1", "%d %ls", &number, text), 1);
	EXPECT_EQ(string_of(text), u"old");
	EXPECT_EQ(scan("", "%ls", text), EOF);
	EXPECT_EQ(string_of(text), u"old");
}

TEST(beos_scanf, allocates_wide_strings)
{
	beos_wchar_t* text = nullptr;
	EXPECT_EQ(scan("\u20acuro", "%als", &text), 1);
	ASSERT_NE(text, nullptr);
	EXPECT_EQ(string_of(text), u"\u20acuro");
	free(text);
	text = nullptr;
	EXPECT_EQ(scan("b", "%aS", &text), 1);
	ASSERT_NE(text, nullptr);
	EXPECT_EQ(string_of(text), u"b");
	free(text);
}

TEST(beos_scanf, refuses_characters_that_need_more_than_two_bytes)
{
	beos_wchar_t text[8];
	errno = 0;
	EXPECT_EQ(scan("\U0001f600", "%ls", text), EOF);
	EXPECT_EQ(errno, EILSEQ);
}

TEST(beos_scanf, reads_streams)
{
	char contents[] = "1 \u20acuro 2";
	FILE* const stream = fmemopen(contents, strlen(contents), "r");
	int first = 0, second = 0;
	beos_wchar_t text[8];
	EXPECT_EQ((beos_function<int(FILE*, const char*, ...)>("fscanf")(stream,
		"%d %ls %d", &first, text, &second)), 3);
	EXPECT_EQ(string_of(text), u"\u20acuro");
	EXPECT_EQ(first + second, 3);
	fclose(stream);
}

#endif
