#include "date_text.h"

#include <string.h>

/* Not those of the locale. */

static bool
is_digit(char character)
{
	return character >= '0' && character <= '9';
}

static bool
is_letter(char character)
{
	return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
}

int
find_word(const char* word, const char* words)
{
	for (int i = 0; *words != '\0'; i++, words += strlen(words) + 1) {
		if (strcmp(word, words) == 0)
			return i;
	}
	return -1;
}

int
find_name(const char* word, const char* names)
{
	const size_t length = strlen(word);
	for (int i = 0; *names != '\0'; i++, names += strlen(names) + 1) {
		if (length >= 3 && strncmp(word, names, length) == 0)
			return i;
	}
	return -1;
}

date_text::date_text(const char* text)
{
	while (*text != '\0') {
		if (*text == ' ' || (*text >= '\t' && *text <= '\r')) {
			text++;
			continue;
		}
		if (fCount == MAX_TOKENS) {
			fCount = 0;
			return;
		}
		date_token& token = fTokens[fCount];
		token = {};
		if (is_digit(*text)) {
			token.kind = date_token::NUMBER;
			for (; is_digit(*text); text++) {
				/* More digits than any part of a date has. */
				if (++token.digits > 8) {
					fCount = 0;
					return;
				}
				token.value = token.value * 10 + (*text - '0');
			}
		} else if (is_letter(*text)) {
			token.kind = date_token::WORD;
			size_t length = 0;
			for (; is_letter(*text); text++) {
				if (length < sizeof(token.word) - 1)
					token.word[length++] = *text | 0x20;
			}
			/* Words that only make the text nicer. */
			if (find_word(token.word, "at\0on\0of\0the\0in\0and\0") >= 0)
				continue;
		} else {
			token.kind = date_token::SIGN;
			/* Dates are written with either. */
			token.value = *text == '/' ? '-' : *text;
			text++;
		}
		fCount++;
	}
}
