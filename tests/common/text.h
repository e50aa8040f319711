/* What programs and children say, as text. */
#ifndef _TESTS_TEXT_H
#define _TESTS_TEXT_H

#include <errno.h>
#include <unistd.h>

#include <string>
#include <vector>

/* What can be read from a descriptor, a pipe's for instance, until its end. */
inline std::string
read_to_end(int descriptor)
{
	std::string text;
	char buffer[4096];
	for (;;) {
		const ssize_t count = read(descriptor, buffer, sizeof(buffer));
		if (count > 0)
			text.append(buffer, count);
		else if (count == 0 || errno != EINTR)
			break;
	}
	return text;
}

/* The last one is what follows the last newline: empty, as a rule. */
inline std::vector<std::string>
lines_of(const std::string& text)
{
	std::vector<std::string> lines(1);
	for (char character : text) {
		if (character == '\n')
			lines.emplace_back();
		else
			lines.back() += character;
	}
	return lines;
}

#endif	/* _TESTS_TEXT_H */
