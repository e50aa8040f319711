/* A line of text with a newline at its end, made like vprintf() does. Also in
 * handlers: vsnprintf() of integers and strings allocates nothing. */
#ifndef _TESTS_FORMATTED_LINE_H
#define _TESTS_FORMATTED_LINE_H

#include <stdarg.h>
#include <stdio.h>

/* Returns the length. What is too long is cut off, but not the newline. */
template<size_t SIZE>
__attribute__((format(printf, 2, 0))) int
format_line(char (&line)[SIZE], const char* format, va_list arguments)
{
	int length = vsnprintf(line, SIZE - 1, format, arguments);
	if (length > (int)SIZE - 2)
		length = SIZE - 2;
	line[length++] = '\n';
	return length;
}

#endif	/* _TESTS_FORMATTED_LINE_H */
