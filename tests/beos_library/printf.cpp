/* printf() and its family of BeOS programs. */
#if defined(__i386__)

#include "beos_function.h"

#include <limits.h>
#include <math.h>
#include <printf.h>
#include <stdarg.h>

#include "../../headers/legacy/beos/stdio.h"

#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
#pragma GCC diagnostic ignored "-Wformat-security"

namespace {

auto* const beosSnprintf
	= beos_function<int(char*, size_t, const char*, ...)>("snprintf");
auto* const beosVsnprintf
	= beos_function<int(char*, size_t, const char*, va_list)>("vsnprintf");

/* The text, or the errno if there is none. */
std::string
print(const char* format, ...)
{
	char text[4096];
	va_list arguments;
	va_start(arguments, format);
	const int length = beosVsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (length < 0)
		return "error " + std::to_string(errno);
	EXPECT_EQ(strnlen(text, sizeof(text)), (size_t)length) << format;
	return text;
}

std::string
print_by_host(const char* format, ...)
{
	char text[4096];
	va_list arguments;
	va_start(arguments, format);
	const int length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	return length < 0 ? "error " + std::to_string(errno) : text;
}

#define EXPECT_LIKE_HOST(...) \
	EXPECT_EQ(print(__VA_ARGS__), print_by_host(__VA_ARGS__))

/* char16_t has the size of BeOS's wide characters. */
const char16_t wideText[] = u"a\u00e4\u20acz";
const char narrowText[] = "a\u00e4\u20acz";

}	// namespace

TEST(beos_printf, prints_what_the_host_prints)
{
	EXPECT_LIKE_HOST("");
	EXPECT_LIKE_HOST("plain");
	EXPECT_LIKE_HOST("%%");
	EXPECT_LIKE_HOST("%d %i %u %x %X %o", -1, INT_MIN, UINT_MAX, 0xbeef, 0xbeef,
		0777);
	EXPECT_LIKE_HOST("%5d|%-5d|%05d|%+d|% d|%#x|%#o", 42, 42, 42, 42, 42, 42, 42);
	EXPECT_LIKE_HOST("%.3d|%8.3d|%-8.3d|%.0d", 7, 7, 7, 0);
	EXPECT_LIKE_HOST("%*d|%-*d|%.*d|%*.*d", 6, 1, 6, 2, 3, 4, 8, 3, 5);
	EXPECT_LIKE_HOST("%*d", -6, 1);
	EXPECT_LIKE_HOST("%hd %hhd %ld %lu", 70000, 300, -1L, ULONG_MAX);
	EXPECT_LIKE_HOST("%Ld %Lu %Lx", LLONG_MIN, ULLONG_MAX, 0x123456789abcdefULL);
	EXPECT_LIKE_HOST("%lld %llu %qd", LLONG_MIN, ULLONG_MAX, 1LL << 40);
	EXPECT_LIKE_HOST("%f %e %g %G %E", M_PI, -M_PI * 1e30, 1e-5, 1e20, 0.0);
	EXPECT_LIKE_HOST("%.0f|%#.0f|%10.3f|%-10.3f|%+.2e", 2.5, 2.5, M_PI, M_PI,
		M_PI);
	EXPECT_LIKE_HOST("%f %f %f", INFINITY, -INFINITY, NAN);
	EXPECT_LIKE_HOST("%Lf %Lg", (long double)M_PI, (long double)1e4000L);
	EXPECT_LIKE_HOST("%a", 1.0);
	EXPECT_LIKE_HOST("%c%c%5c|%-5c|", 'a', 'b', 'c', 'd');
	EXPECT_LIKE_HOST("%s|%10s|%-10s|%.2s|%10.2s", "text", "text", "text", "text",
		"text");
	EXPECT_LIKE_HOST("%.*s", 2, "ab");
	EXPECT_LIKE_HOST("%s", (char*)nullptr);
	EXPECT_LIKE_HOST("%p %p", (void*)0x1234, nullptr);
	EXPECT_LIKE_HOST("%2$s %1$d", 1, "one");
	EXPECT_LIKE_HOST("%2$*1$d|%3$.*1$f", 6, 42, M_PI);
	EXPECT_LIKE_HOST("%'d", 1234567);
	EXPECT_LIKE_HOST("%zu %td %jd", (size_t)1, (ptrdiff_t)-1, (intmax_t)-1);
	/* Not a conversion. */
	EXPECT_LIKE_HOST("%y %d", 1);
	EXPECT_LIKE_HOST("100%");
}

TEST(beos_printf, stores_numbers_of_characters)
{
	int count = 0;
	char text[10];
	EXPECT_EQ(beosSnprintf(text, sizeof(text), "abc%nd", &count), 4);
	EXPECT_EQ(count, 3);
	EXPECT_EQ(beosSnprintf(text, sizeof(text), "%lsc%nd", wideText, &count), 9);
	EXPECT_EQ(count, 8);
}

TEST(beos_printf, prints_wide_characters_of_two_bytes)
{
	EXPECT_EQ(print("%ls", wideText), narrowText);
	EXPECT_EQ(print("%S", wideText), narrowText);
	EXPECT_EQ(print("%lc%C%lc%C", 'a', 0xe4, 0x20ac, 'z'), narrowText);
	EXPECT_EQ(print("[%ls]", u""), "[]");
	EXPECT_EQ(print("%ls", (char16_t*)nullptr), "(null)");
	EXPECT_EQ(print("%hs %s", "narrow", "narrow"), "narrow narrow");
}

TEST(beos_printf, counts_bytes_of_wide_text)
{
	EXPECT_EQ(print("%10ls|%-10ls|", wideText, wideText),
		std::string("   ") + narrowText + "|" + narrowText + "   |");
	/* A precision never cuts a character. */
	EXPECT_EQ(print("%.1ls|%.2ls|%.3ls|%.5ls|%.6ls", wideText, wideText, wideText,
		wideText, wideText), "a|a|a\u00e4|a\u00e4|a\u00e4\u20ac");
	EXPECT_EQ(print("%.ls|%.*ls|%.*ls|", wideText, 3, wideText, -1, wideText),
		std::string("|a\u00e4|") + narrowText + "|");
	EXPECT_EQ(print("%4lc|%-4lc|%4C|", 'a', 0xe4, 0x20ac),
		"   a|\u00e4  | \u20ac|");
	/* Characters know no precision. */
	EXPECT_EQ(print("%.0lc%.*lc", 0xe4, 0, 0x20ac), "\u00e4\u20ac");
}

TEST(beos_printf, reads_no_more_wide_characters_than_it_prints)
{
	/* Neither is followed by a null. */
	const beos_wchar_t characters[2] = { 'a', 'b' };
	EXPECT_EQ(print("%.2ls", characters), "ab");
	EXPECT_EQ(print("%.0ls", (char16_t*)4), "");
}

TEST(beos_printf, prints_wide_null)
{
	char text[] = "xxxx";
	EXPECT_EQ(beosSnprintf(text, sizeof(text), "a%lcb", 0), 3);
	EXPECT_EQ(memcmp(text, "a\0b", 4), 0);
}

TEST(beos_printf, keeps_arguments_around_wide_ones_in_order)
{
	EXPECT_EQ(print("%d %lld %ls %f %c %Lf %s", 1, 2LL, u"three", 4.0, '5',
		(long double)6, "7"), "1 2 three 4.000000 5 6.000000 7");
	EXPECT_EQ(print("%*d %ls %.*f", 3, 1, u"x", 1, 2.5), "  1 x 2.5");
	EXPECT_EQ(print("%3$ls %1$lld %2$s %3$ls", 1LL << 40, "two", u"three"),
		"three 1099511627776 two three");
	EXPECT_EQ(print("%2$*1$ls|%2$.*1$ls|%3$d", 3, u"ab", 7), " ab|ab|7");
	EXPECT_EQ(print("%1$.1lc%1$lc", 'x'), "xx");
}

TEST(beos_printf, refuses_what_is_no_wide_character)
{
	errno = 0;
	EXPECT_EQ(print("%lc", 0xd800), "error " + std::to_string(EILSEQ));
	EXPECT_EQ(print("%ls", u"\xdc00"), "error " + std::to_string(EILSEQ));
}

TEST(beos_printf, takes_more_arguments_than_anybody_writes)
{
	std::string format = "%ls";
	for (int i = 0; i < 1000; i++)
		format += "%c";
	EXPECT_EQ(print(format.c_str(), u"x"), "error " + std::to_string(EOVERFLOW));
}

TEST(beos_printf, says_errors_in_words)
{
	errno = ENOENT;
	EXPECT_EQ(print("%m"), strerror(ENOENT));
	/* BeOS's code of the same error; the value stays as it was. */
	errno = (int)0x80006003;
	EXPECT_EQ(print("%d: %m|%30m|%-30m|%.2m|", 7),
		"7: No such file or directory|     No such file or directory|"
		"No such file or directory     |No|");
	EXPECT_EQ(errno, (int)0x80006003);
	errno = (int)0x80006003;
	EXPECT_EQ(print("%2$s %m %1$s", "a", "b"), "b No such file or directory a");
}

TEST(beos_printf, all_functions_do_the_same)
{
	char text[64];
	const char* expected = "1 \u20ac";
	EXPECT_EQ((beos_function<int(char*, const char*, ...)>("sprintf")(text,
		"%d %ls", 1, u"\u20ac")), 5);
	EXPECT_STREQ(text, expected);

	char* allocated = nullptr;
	EXPECT_EQ((beos_function<int(char**, const char*, ...)>("asprintf")(
		&allocated, "%d %ls", 1, u"\u20ac")), 5);
	EXPECT_STREQ(allocated, expected);
	free(allocated);

	char* data = nullptr;
	size_t size = 0;
	FILE* stream = open_memstream(&data, &size);
	EXPECT_EQ((beos_function<int(FILE*, const char*, ...)>("fprintf")(stream,
		"%d %ls", 1, u"\u20ac")), 5);
	EXPECT_EQ((beos_function<int(FILE*, const char*, ...)>("_IO_fprintf")(stream,
		"%d %ls", 1, u"\u20ac")), 5);
	fclose(stream);
	EXPECT_EQ(data, std::string(expected) + expected);
	free(data);
}

// #pragma mark - conversions of a program's own

namespace {

beos_printf_info sSeenInfo;

int
print_point(FILE* stream, const beos_printf_info* info,
	const void* const* arguments)
{
	sSeenInfo = *info;
	return fprintf(stream, "(%d,%s)", *(const int*)arguments[0],
		*(const char* const*)arguments[1]);
}

int
name_point_arguments(const beos_printf_info*, size_t count, int* types)
{
	const int own[] = { BEOS_PA_INT, BEOS_PA_STRING };
	for (size_t i = 0; i < 2 && i < count; i++)
		types[i] = own[i];
	return 2;
}

}	// namespace

TEST(beos_printf, knows_conversions_of_the_program)
{
	auto* const registerFunction = beos_function<int(int, void*, void*)>(
		"register_printf_function");
	ASSERT_EQ(registerFunction('P', (void*)print_point,
		(void*)name_point_arguments), 0);
	EXPECT_EQ(print("%P", 1, "y"), "(1,y)");
	EXPECT_EQ(print("%-#12.5lP|%d", 1, "y", 3), "(1,y)|3");
	EXPECT_EQ(sSeenInfo.conversion, 'P');
	EXPECT_EQ(sSeenInfo.width, 12);
	EXPECT_EQ(sSeenInfo.precision, 5);
	EXPECT_EQ(sSeenInfo.padding, ' ');
	EXPECT_TRUE(sSeenInfo.left);
	EXPECT_TRUE(sSeenInfo.alternative_form);
	EXPECT_TRUE(sSeenInfo.is_long);
	EXPECT_FALSE(sSeenInfo.space);

	/* Between conversions that are rewritten. */
	EXPECT_EQ(print("%ls %P %ls %d", u"a", 1, "y", u"b", 3), "a (1,y) b 3");

	errno = 0;
	EXPECT_EQ(registerFunction(0, (void*)print_point,
		(void*)name_point_arguments), -1);
	EXPECT_EQ(errno, EINVAL);
}

TEST(beos_printf, prints_sizes)
{
	auto* const registerFunction = beos_function<int(int, void*, void*)>(
		"register_printf_function");
	ASSERT_EQ(registerFunction('Q', (void*)beos_function<int()>("printf_size"),
		(void*)beos_function<int()>("printf_size_info")), 0);
	EXPECT_EQ(print("%Q|%8.1Q|%d", 2048.0, 5e6, 3), "2.048K|    5.0M|3");
}

TEST(beos_printf, tells_types_of_arguments)
{
	auto* const parse = beos_function<size_t(const char*, size_t, int*)>(
		"parse_printf_format");
	int types[8] = {};
	EXPECT_EQ(parse("%d %s %p %c %f %*lld %Lf", 8, types), 8u);
	EXPECT_EQ(types[0], BEOS_PA_INT);
	EXPECT_EQ(types[1], BEOS_PA_STRING);
	EXPECT_EQ(types[2], BEOS_PA_POINTER);
	EXPECT_EQ(types[3], BEOS_PA_CHAR);
	EXPECT_EQ(types[4], BEOS_PA_DOUBLE);
	EXPECT_EQ(types[5], BEOS_PA_INT);
	EXPECT_EQ(types[6], BEOS_PA_INT | PA_FLAG_LONG_LONG);
	EXPECT_EQ(types[7], BEOS_PA_DOUBLE | PA_FLAG_LONG_DOUBLE);
	EXPECT_EQ(parse("%d %d %d", 1, types), 3u);
}

#endif
