/* The GNU library's inner names of its regular expressions, which BeOS's libroot
 * exported beside the plain ones. The structures and bits are the host's. */
#include <regex.h>

#include <symbol_versions.h>

#define ALIAS(result, name, parameters, arguments)						\
	extern "C" LIBROOT_EXPORT result __##name##_beos parameters		\
	{																\
		return name arguments;										\
	}																\
	LEGACY_VERSION(__##name##_beos, __##name)

ALIAS(int, regcomp, (regex_t* expression, const char* pattern, int flags),
	(expression, pattern, flags));
ALIAS(int, regexec, (const regex_t* expression, const char* text, size_t count,
	regmatch_t* matches, int flags), (expression, text, count, matches, flags));
ALIAS(size_t, regerror, (int error, const regex_t* expression, char* buffer,
	size_t size), (error, expression, buffer, size));
ALIAS(void, regfree, (regex_t* expression), (expression));
ALIAS(const char*, re_compile_pattern, (const char* pattern, size_t length,
	struct re_pattern_buffer* buffer), (pattern, length, buffer));
ALIAS(int, re_compile_fastmap, (struct re_pattern_buffer* buffer), (buffer));
ALIAS(reg_syntax_t, re_set_syntax, (reg_syntax_t syntax), (syntax));
ALIAS(int, re_search, (struct re_pattern_buffer* buffer, const char* text,
	int length, int start, int range, struct re_registers* registers),
	(buffer, text, length, start, range, registers));
ALIAS(int, re_search_2, (struct re_pattern_buffer* buffer, const char* text1,
	int length1, const char* text2, int length2, int start, int range,
	struct re_registers* registers, int stop),
	(buffer, text1, length1, text2, length2, start, range, registers, stop));
ALIAS(int, re_match, (struct re_pattern_buffer* buffer, const char* text,
	int length, int start, struct re_registers* registers),
	(buffer, text, length, start, registers));
ALIAS(int, re_match_2, (struct re_pattern_buffer* buffer, const char* text1,
	int length1, const char* text2, int length2, int start,
	struct re_registers* registers, int stop),
	(buffer, text1, length1, text2, length2, start, registers, stop));
ALIAS(void, re_set_registers, (struct re_pattern_buffer* buffer,
	struct re_registers* registers, unsigned count, regoff_t* starts,
	regoff_t* ends), (buffer, registers, count, starts, ends));
