/* The words, numbers and signs of a date that a person has written. */
#ifndef _BEOS_DATE_TEXT_H
#define _BEOS_DATE_TEXT_H

#include <stddef.h>

struct date_token {
	enum {
		NUMBER,
		WORD,
		SIGN
	};

	char	kind;
	/* The value; the character of a sign. */
	int		value;
	/* Of a number. */
	int		digits;
	/* In lower case. */
	char	word[16];

	bool
	is_sign(char sign) const
	{
		return kind == SIGN && value == sign;
	}
};

class date_text {
public:
	/* Texts that are longer than any date have no tokens. */
	explicit date_text(const char* text);

	int
	count() const
	{
		return fCount;
	}

	/* null: there is no such token. */
	const date_token*
	at(int index) const
	{
		return index < fCount ? &fTokens[index] : nullptr;
	}

private:
	static constexpr int MAX_TOKENS = 32;

	int			fCount = 0;
	date_token	fTokens[MAX_TOKENS];
};

/* The index of a word in a list, each with a null behind it, of names that may be
 * cut after three letters; -1: it is none of them. */
int find_name(const char* word, const char* names);

/* The same for words that have to be whole. */
int find_word(const char* word, const char* words);

#endif	/* _BEOS_DATE_TEXT_H */
