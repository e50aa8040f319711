/* Wide characters of BeOS programs: two bytes, and text is always UTF-8. */
#if defined(__i386__)

#include "beos_function.h"

#include <limits.h>
#include <locale.h>

#include "../../headers/legacy/beos/wchar.h"

namespace {

typedef beos_wchar_t wide;

/* char16_t has the size of BeOS's wide characters. */
wide*
w(const char16_t* text)
{
	return (wide*)text;
}

std::u16string
string_of(const wide* text)
{
	return (const char16_t*)text;
}

}	// namespace

TEST(beos_wide, converts_every_character_there_and_back)
{
	BEOS(int(char*, wide), wctomb);
	BEOS(int(wide*, const char*, size_t), mbtowc);
	BEOS(int(const char*, size_t), mblen);
	BEOS(int(), __ctype_get_mb_cur_max);
	EXPECT_EQ(__ctype_get_mb_cur_max(), 3);
	for (unsigned character = 1; character <= 0xffff; character++) {
		guarded<char[4]> bytes;
		const int size = wctomb(bytes.value, character);
		if (character >= 0xd800 && character <= 0xdfff) {
			ASSERT_EQ(size, -1) << character;
			continue;
		}
		ASSERT_EQ(size, character < 0x80 ? 1 : character < 0x800 ? 2 : 3);
		wide back = 0;
		ASSERT_EQ(mbtowc(&back, bytes.value, size), size);
		ASSERT_EQ(back, character);
		ASSERT_EQ(mblen(bytes.value, 4), size);
		/* Not complete. */
		ASSERT_EQ(mbtowc(&back, bytes.value, size - 1), -1);
	}
	EXPECT_EQ(wctomb(nullptr, 'x'), 0);
	EXPECT_EQ(mbtowc(nullptr, nullptr, 0), 0);
	EXPECT_EQ(mbtowc(nullptr, "", 1), 0);
}

TEST(beos_wide, does_not_depend_on_the_locale)
{
	BEOS(size_t(wide*, const char*, size_t), mbstowcs);
	wide text[8];
	setlocale(LC_ALL, "C");
	EXPECT_EQ(mbstowcs(text, "\u20ac", 8), 1u);
	EXPECT_EQ(string_of(text), u"\u20ac");
}

TEST(beos_wide, refuses_what_is_not_utf_8_of_16_bits)
{
	BEOS(int(wide*, const char*, size_t), mbtowc);
	const char* const bad[] = { "\x80", "\xbf", "\xc0\x80", "\xc1\xbf",
		"\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf",
		"\xf0\x9f\x98\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xff", "\xc3(",
		"\xe2\x82(", "\xe2(" };
	for (const char* bytes : bad) {
		wide character = 7;
		errno = 0;
		EXPECT_EQ(mbtowc(&character, bytes, strlen(bytes)), -1) << bytes;
		EXPECT_EQ(errno, EILSEQ);
		EXPECT_EQ(character, 7);
	}
}

TEST(beos_wide, goes_on_with_a_character_in_pieces)
{
	BEOS(size_t(wide*, const char*, size_t, beos_mbstate*), mbrtowc);
	beos_mbstate state = {};
	wide character = 0;
	EXPECT_EQ(mbrtowc(&character, "\xe2", 1, &state), (size_t)-2);
	EXPECT_EQ(mbrtowc(&character, "\x82", 1, &state), (size_t)-2);
	EXPECT_EQ(mbrtowc(&character, "\xac", 1, &state), 1u);
	EXPECT_EQ(character, 0x20ac);
	EXPECT_EQ(mbrtowc(&character, "", 1, &state), 0u);
	EXPECT_EQ(mbrtowc(&character, "\xe2", 1, &state), (size_t)-2);
	EXPECT_EQ(mbrtowc(nullptr, nullptr, 0, &state), (size_t)-1);
	EXPECT_EQ(mbrtowc(nullptr, nullptr, 0, &state), 0u);
}

TEST(beos_wide, converts_strings)
{
	BEOS(size_t(wide*, const char*, size_t), mbstowcs);
	BEOS(size_t(char*, const wide*, size_t), wcstombs);
	guarded<wide[4]> text;
	EXPECT_EQ(mbstowcs(nullptr, "a\u00e4\u20ac", 0), 3u);
	EXPECT_EQ(mbstowcs(text.value, "a\u00e4\u20ac", 4), 3u);
	EXPECT_EQ(string_of(text.value), u"a\u00e4\u20ac");
	EXPECT_EQ(mbstowcs(text.value, "abcdef", 4), 4u);
	EXPECT_TRUE(text.is_intact());
	EXPECT_EQ(mbstowcs(text.value, "a\xff", 4), (size_t)-1);

	guarded<char[7]> bytes;
	EXPECT_EQ(wcstombs(nullptr, w(u"a\u00e4\u20ac"), 0), 6u);
	EXPECT_EQ(wcstombs(bytes.value, w(u"a\u00e4\u20ac"), 7), 6u);
	EXPECT_STREQ(bytes.value, "a\u00e4\u20ac");
	/* No part of a character. */
	EXPECT_EQ(wcstombs(bytes.value, w(u"a\u00e4\u20ac"), 5), 3u);
	EXPECT_TRUE(bytes.is_intact());
	EXPECT_EQ(wcstombs(bytes.value, w(u"\xd800"), 7), (size_t)-1);
}

TEST(beos_wide, says_how_far_a_conversion_went)
{
	BEOS(size_t(wide*, const char**, size_t, beos_mbstate*), mbsrtowcs);
	BEOS(size_t(char*, const wide**, size_t, beos_mbstate*), wcsrtombs);
	const char* bytes = "\u20acuro";
	const char* at = bytes;
	beos_mbstate state = {};
	wide text[8];
	EXPECT_EQ(mbsrtowcs(text, &at, 2, &state), 2u);
	EXPECT_EQ(at, bytes + 4);
	EXPECT_EQ(mbsrtowcs(text, &at, 8, &state), 2u);
	EXPECT_EQ(at, nullptr);

	const wide* const start = w(u"\u20acuro");
	const wide* from = start;
	char buffer[8];
	EXPECT_EQ(wcsrtombs(buffer, &from, 4, nullptr), 4u);
	EXPECT_EQ(from, start + 2);
	EXPECT_EQ(wcsrtombs(buffer, &from, 8, nullptr), 2u);
	EXPECT_EQ(from, nullptr);
}

TEST(beos_wide, copies_and_compares_strings)
{
	BEOS(size_t(const wide*), wcslen);
	BEOS(wide*(wide*, const wide*), wcscpy);
	BEOS(wide*(wide*, const wide*, size_t), wcsncpy);
	BEOS(wide*(wide*, const wide*), wcscat);
	BEOS(wide*(wide*, const wide*, size_t), wcsncat);
	BEOS(int(const wide*, const wide*), wcscmp);
	BEOS(int(const wide*, const wide*, size_t), wcsncmp);
	BEOS(int(const wide*, const wide*), wcscasecmp);
	BEOS(wide*(const wide*), wcsdup);
	EXPECT_EQ(wcslen(w(u"")), 0u);
	EXPECT_EQ(wcslen(w(u"\u20acuro")), 4u);
	guarded<wide[8]> text;
	EXPECT_EQ(wcscpy(text.value, w(u"abc")), text.value);
	EXPECT_EQ(wcscat(text.value, w(u"de")), text.value);
	EXPECT_EQ(wcsncat(text.value, w(u"fghi"), 2), text.value);
	EXPECT_EQ(string_of(text.value), u"abcdefg");
	EXPECT_TRUE(text.is_intact());
	EXPECT_EQ(wcsncpy(text.value, w(u"xy"), 4), text.value);
	EXPECT_EQ(memcmp(text.value, u"xy\0\0efg", 16), 0);
	EXPECT_LT(wcscmp(w(u"a"), w(u"b")), 0);
	EXPECT_GT(wcscmp(w(u"\xffff"), w(u"a")), 0);
	EXPECT_EQ(wcscmp(w(u"ab"), w(u"ab")), 0);
	EXPECT_LT(wcscmp(w(u"a"), w(u"ab")), 0);
	EXPECT_EQ(wcsncmp(w(u"abc"), w(u"abd"), 2), 0);
	EXPECT_EQ(wcscasecmp(w(u"aBc"), w(u"AbC")), 0);
	wide* const copy = wcsdup(w(u"copy"));
	EXPECT_EQ(string_of(copy), u"copy");
	free(copy);
}

TEST(beos_wide, searches_strings)
{
	BEOS(wide*(const wide*, wide), wcschr);
	BEOS(wide*(const wide*, wide), wcsrchr);
	BEOS(size_t(const wide*, const wide*), wcsspn);
	BEOS(size_t(const wide*, const wide*), wcscspn);
	BEOS(wide*(const wide*, const wide*), wcspbrk);
	BEOS(wide*(const wide*, const wide*), wcsstr);
	BEOS(wide*(wide*, const wide*, wide**), wcstok);
	const wide* const text = w(u"abcabc");
	EXPECT_EQ(wcschr(text, 'b'), text + 1);
	EXPECT_EQ(wcschr(text, 0), text + 6);
	EXPECT_EQ(wcschr(text, 'x'), nullptr);
	EXPECT_EQ(wcsrchr(text, 'b'), text + 4);
	EXPECT_EQ(wcsrchr(text, 0), text + 6);
	EXPECT_EQ(wcsrchr(text, 'x'), nullptr);
	EXPECT_EQ(wcsspn(text, w(u"ba")), 2u);
	EXPECT_EQ(wcscspn(text, w(u"c")), 2u);
	EXPECT_EQ(wcspbrk(text, w(u"xc")), text + 2);
	EXPECT_EQ(wcspbrk(text, w(u"x")), nullptr);
	EXPECT_EQ(wcsstr(text, w(u"cab")), text + 2);
	EXPECT_EQ(wcsstr(text, w(u"")), text);
	EXPECT_EQ(wcsstr(text, w(u"cc")), nullptr);
	char16_t words[] = u" one, two ";
	wide* rest;
	EXPECT_EQ(string_of(wcstok((wide*)words, w(u" ,"), &rest)), u"one");
	EXPECT_EQ(string_of(wcstok(nullptr, w(u" ,"), &rest)), u"two");
	EXPECT_EQ(wcstok(nullptr, w(u" ,"), &rest), nullptr);
}

TEST(beos_wide, handles_arrays)
{
	BEOS(wide*(wide*, wide, size_t), wmemset);
	BEOS(wide*(wide*, const wide*, size_t), wmemcpy);
	BEOS(wide*(wide*, const wide*, size_t), wmemmove);
	BEOS(int(const wide*, const wide*, size_t), wmemcmp);
	BEOS(wide*(const wide*, wide, size_t), wmemchr);
	guarded<wide[4]> array;
	wmemset(array.value, 'x', 4);
	EXPECT_TRUE(array.is_intact());
	EXPECT_EQ(array.value[3], 'x');
	wmemcpy(array.value, w(u"abcd"), 4);
	wmemmove(array.value + 1, array.value, 3);
	EXPECT_EQ(wmemcmp(array.value, w(u"aabc"), 4), 0);
	EXPECT_EQ(wmemchr(array.value, 'b', 4), array.value + 2);
	EXPECT_EQ(wmemchr(array.value, 'x', 4), nullptr);
	EXPECT_TRUE(array.is_intact());
}

TEST(beos_wide, reads_numbers)
{
	BEOS(long(const wide*, wide**, int), wcstol);
	BEOS(unsigned long(const wide*, wide**, int), wcstoul);
	BEOS(long long(const wide*, wide**, int), wcstoimax);
	BEOS(double(const wide*, wide**), wcstod);
	BEOS(long(const wide*, wide**, int, int), __wcstol_internal);
	wide* end;
	const wide* text = w(u"  -12x");
	EXPECT_EQ(wcstol(text, &end, 10), -12);
	EXPECT_EQ(end, text + 5);
	EXPECT_EQ(__wcstol_internal(text, &end, 10, 0), -12);
	EXPECT_EQ(wcstoul(w(u"0xff"), nullptr, 0), 255u);
	EXPECT_EQ(wcstoimax(w(u"9223372036854775807"), &end, 10), LLONG_MAX);
	EXPECT_EQ(*end, 0);
	errno = 0;
	EXPECT_EQ(wcstol(w(u"99999999999"), nullptr, 10), LONG_MAX);
	EXPECT_EQ(errno, ERANGE);
	text = w(u"none");
	EXPECT_EQ(wcstol(text, &end, 10), 0);
	EXPECT_EQ(end, text);
	text = w(u"1.25e2\u20ac");
	EXPECT_EQ(wcstod(text, &end), 125);
	EXPECT_EQ(end, text + 6);
	/* Longer than any number. */
	const std::u16string digits(1000, u'1');
	EXPECT_EQ(wcstol(w(digits.c_str()), &end, 10), LONG_MAX);
	EXPECT_EQ(end, w(digits.c_str()) + 1000);
}

TEST(beos_text, copies_with_a_null_at_the_end)
{
	BEOS(const char*(char*, const char*, int), strtcopy);
	guarded<char[4]> text;
	EXPECT_EQ(strtcopy(text.value, "abcdef", 4), text.value);
	EXPECT_STREQ(text.value, "abc");
	strtcopy(text.value, "x", 4);
	EXPECT_STREQ(text.value, "x");
	strtcopy(text.value, "y", 0);
	EXPECT_STREQ(text.value, "x");
	EXPECT_TRUE(text.is_intact());
}

/* Results of the host's crypt(). */
TEST(beos_text, encrypts_as_unix_always_has)
{
	BEOS(char*(const char*, const char*), crypt);
	const struct {
		const char*	key;
		const char*	salt;
		const char*	result;
	} known[] = {
		{ "password", "ab", "abJnggxhB/yWI" },
		{ "", "..", "..X8NBuQ4l6uQ" },
		{ "longer than eight", "zZ", "zZb64kacvY9KA" },
	};
	for (const auto& pair : known)
		EXPECT_STREQ(crypt(pair.key, pair.salt), pair.result);
	/* Eight characters count, and seven bits of each. */
	const std::string eight = crypt("longer t", "zZ");
	EXPECT_EQ(crypt("longer than eight", "zZ"), eight);
	EXPECT_EQ(crypt("\xec\xef" "nger t", "zZ"), eight);
	EXPECT_EQ(eight.size(), 13u);
	/* A salt that is too short, or of other characters, is one, too. */
	EXPECT_EQ(strlen(crypt("x", "a")), 13u);
	EXPECT_NE(crypt("x", "\xff!"), nullptr);
}

#endif
