/* Text, dates and the tables of <ctype.h>, as programs of BeOS use them. */
#include <beos/wchar.h>

typedef unsigned int size_t;

struct tm {
	int			second, minute, hour, day, month, year, weekday, yearday, is_dst;
	int			offset;
	const char*	zone;
};

extern const unsigned short* __ctype_b;
extern const int* __ctype_tolower;
extern const int* __ctype_toupper;
extern int __ctype_get_mb_cur_max(void);
extern long __strtol_internal(const char*, char**, int, int);
extern double __strtod_internal(const char*, char**, int);
extern size_t mbstowcs(beos_wchar_t*, const char*, size_t);
extern size_t wcstombs(char*, const beos_wchar_t*, size_t);
extern int wctomb(char*, beos_wchar_t);
extern int mblen(const char*, size_t);
extern const char* strtcopy(char*, const char*, int);
extern char* crypt(const char*, const char*);
extern int gmtime_r(const int*, struct tm*);
extern struct tm* localtime_r(const int*, struct tm*);
extern size_t strftime(char*, size_t, const char*, const struct tm*);
extern int parsedate(const char*, int);
extern int find_directory(int, int, unsigned char, char*, int);
extern double gamma_r(double, int*);
extern int __isnanl(double);
extern int printf(const char*, ...);

int
main(void)
{
	int digits = 0, letters = 0;
	for (int i = -128; i < 256; i++) {
		digits += (__ctype_b[i] & 0x0800) != 0;
		letters += (__ctype_b[i] & 0x0400) != 0;
	}
	printf("digits %d letters %d %c%c\n", digits, letters,
		__ctype_tolower['Q'], __ctype_toupper['q']);
	char* end;
	printf("%ld", __strtol_internal("-42x", &end, 10, 0));
	printf(" %s %.2f\n", end, __strtod_internal("2.5", 0, 0));

	beos_wchar_t wide[8];
	char bytes[16];
	const size_t count = mbstowcs(wide, "\xe2\x82\xac uro", 8);
	printf("wide %d %x %d %d\n", (int)count, wide[0], (int)sizeof(wide[0]),
		__ctype_get_mb_cur_max());
	printf("bytes %d", (int)wcstombs(bytes, wide, sizeof(bytes)));
	printf(" %s %d\n", bytes, mblen(bytes, 16));
	printf("one %d\n", wctomb(bytes, 0xe4));
	printf("%s %s\n", strtcopy(bytes, "abcdef", 4), crypt("password", "ab"));

	const int time = 1000000000;
	struct tm broken;
	printf("gmtime_r %d", gmtime_r(&time, &broken));
	printf(" %d-%d-%d\n", broken.year + 1900, broken.month + 1, broken.day);
	printf("localtime_r %d\n", localtime_r(&time, &broken) == &broken);
	printf("parsedate %d\n", parsedate("Sun, 9 Sep 2001 01:46:40 GMT", time));
	char path[1024];
	printf("home %d", find_directory(3000, -1, 0, path, sizeof(path)));
	printf(" %s\n", path);
	int sign;
	printf("gamma %.3f %d\n", gamma_r(5, &sign), __isnanl(0.0 / 0.0));
	return 0;
}
