/* parsedate(): dates as people write them, by a table of formats.
 *
 * A format has a letter for each part, with blanks in between that mean nothing:
 *
 *	A a		day of the week		H I		hour			Y y		year
 *	B b		name of the month	M		minute			Z z		time zone
 *	d		day of the month	S		second			T		see below
 *	m		month as a number	p		am or pm
 *	: , . -	that very sign; "-" is "/", too
 *	[ ]		around a part or sign that may be missing
 *
 * T is a time that is relative to now: a number, with or without a sign, and a
 * unit, or a word like "tomorrow". (BeOS R5 <parsedate.h>; its own table is not
 * known, so the default one here was made for what that header says.)
 */
#include <string.h>
#include <time.h>

#include <headers/legacy/beos/parsedate.h>
#include <symbol_versions.h>

#include "date_text.h"

namespace {

/* The first one that matches is taken: longer ones come before shorter ones. */
constexpr char DEFAULT_FORMATS[] =
	"[A][,] B d[,] H:M:S [p] [Z] [Y] [Z]\0"
	"[A][,] B d[,] [Y][,] H:M:S [p] [Z]\0"
	"[A][,] B d[,] [Y][,] H:M [p] [Z]\0"
	"[A][,] B d[,] [Y][,] H p [Z]\0"
	"[A][,] B d[,] [Y]\0"
	"[A][,] d[.][-] B[.][,][-] [Y][,] H:M:S [p] [Z]\0"
	"[A][,] d[.][-] B[.][,][-] [Y][,] H:M [p] [Z]\0"
	"[A][,] d[.][-] B[.][,][-] [Y][,] H p [Z]\0"
	"[A][,] d[.][-] B[.][,][-] [Y]\0"
	"[A][,] m-d-y[,] H:M:S [p] [Z]\0"
	"[A][,] m-d-y[,] H:M [p] [Z]\0"
	"[A][,] m-d-y[,] H p [Z]\0"
	"[A][,] m-d-y\0"
	"[A][,] y-m-d[,] H:M:S [p] [Z]\0"
	"[A][,] y-m-d[,] H:M [p] [Z]\0"
	"[A][,] y-m-d\0"
	"[A][,] d.m.Y[,] H:M:S\0"
	"[A][,] d.m.Y[,] H:M\0"
	"[A][,] d.m.[Y]\0"
	"H:M:S [p] [Z][,] [A][,] B d[,] [Y]\0"
	"H:M [p] [Z][,] [A][,] B d[,] [Y]\0"
	"H p [Z][,] [A][,] B d[,] [Y]\0"
	"H:M:S [p] [Z][,] [A][,] d B[,] [Y]\0"
	"H:M [p] [Z][,] [A][,] d B[,] [Y]\0"
	"H p [Z][,] [A][,] d B[,] [Y]\0"
	"H:M:S [p] [Z][,] [A][,] m-d-y\0"
	"H:M [p] [Z][,] [A][,] m-d-y\0"
	"H p [Z][,] [A][,] m-d-y\0"
	"[A][,] H:M:S [p] [Z]\0"
	"[A][,] H:M [p] [Z]\0"
	"[A][,] H p [Z]\0"
	"H:M:S [p] [Z][,] [A]\0"
	"H:M [p] [Z][,] [A]\0"
	"H p [Z][,] [A]\0"
	"T[,] H:M:S [p] [Z]\0"
	"T[,] H:M [p] [Z]\0"
	"T[,] H p [Z]\0"
	"H:M:S [p] [Z][,] T\0"
	"H:M [p] [Z][,] T\0"
	"H p [Z][,] T\0"
	"T\0"
	"A\0"
	"B[,] [Y]\0"
	"m-d\0";
constexpr int DEFAULT_COUNT = 44;

constexpr char WEEKDAYS[] = "sunday\0monday\0tuesday\0wednesday\0thursday\0"
	"friday\0saturday\0";
constexpr char MONTHS[] = "january\0february\0march\0april\0may\0june\0july\0"
	"august\0september\0october\0november\0december\0";
constexpr char ORDINALS[] = "st\0nd\0rd\0th\0";
constexpr char DIRECTIONS[] = "last\0this\0next\0";

/* Units, and how many seconds or months each is. */
constexpr char UNITS[] = "s\0sec\0secs\0second\0seconds\0"
	"min\0mins\0minute\0minutes\0" "h\0hr\0hrs\0hour\0hours\0" "day\0days\0"
	"week\0weeks\0wk\0wks\0" "month\0months\0mon\0mons\0" "year\0years\0yr\0"
	"yrs\0";
constexpr int UNIT_ENDS[] = { 5, 9, 14, 16, 20, 24, 28 };
constexpr int UNIT_SECONDS[] = { 1, 60, 3600, 86400, 7 * 86400 };
constexpr int MONTH_UNIT = 5;
constexpr int UNIT_MONTHS[] = { 1, 12 };

constexpr char DAY_WORDS[] = "yesterday\0today\0tomorrow\0tonight\0now\0";

/* Zones, and their distance to UTC in half hours. */
constexpr char ZONES[] = "gmt\0utc\0ut\0z\0wet\0" "bst\0cet\0met\0mez\0west\0"
	"cest\0mest\0mesz\0eet\0" "eest\0msk\0" "ist\0jst\0" "ast\0adt\0est\0edt\0"
	"cst\0cdt\0mst\0mdt\0pst\0pdt\0hst\0";
constexpr signed char ZONE_HALF_HOURS[] = { 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 4, 4,
	4, 4, 6, 6, 11, 18, -8, -6, -10, -8, -12, -10, -14, -12, -16, -14, -20 };

constexpr int MISSING = -1;

/* What a text has said. */
struct date_parts {
	int		year = MISSING;
	int		month = MISSING;
	int		day = MISSING;
	int		hour = MISSING;
	int		minute = 0;
	int		second = 0;
	bool	has_half = false;
	bool	is_afternoon = false;
	int		weekday = MISSING;
	/* -1 last, 0 this or nothing, 1 next. */
	int		direction = 0;
	bool	has_direction = false;
	bool	has_zone = false;
	int		zone_seconds = 0;
	bool	is_relative = false;
	/* To be added to the day that it is now; to the time that it is now. */
	int		days = 0;
	bool	from_now = false;
	long long	seconds = 0;
	int		months = 0;
};

class format_match {
public:
	explicit
	format_match(const date_text& text)
		:
		fText(text)
	{
	}

	/* Does the whole text match the format from there on? */
	bool match(const char* format, int index, const date_parts& before);

	const date_parts&
	result() const
	{
		return fResult;
	}

private:
	bool take(char part, int& index, date_parts& parts) const;
	bool take_number(int& index, int least, int most, int& value) const;
	bool take_relative(int& index, date_parts& parts) const;
	bool take_zone(int& index, date_parts& parts) const;

	const date_token*
	word(int index) const
	{
		const date_token* const token = fText.at(index);
		return token != nullptr && token->kind == date_token::WORD
			? token : nullptr;
	}

	const date_text&	fText;
	date_parts			fResult;
};

bool
format_match::match(const char* format, int index, const date_parts& before)
{
	while (*format == ' ')
		format++;
	if (*format == '\0') {
		fResult = before;
		return index == fText.count();
	}
	const bool isOptional = *format == '[';
	if (isOptional)
		format++;
	const char part = *format;
	if (part == '\0')
		return false;
	format++;
	if (isOptional && *format == ']')
		format++;

	int next = index;
	date_parts parts = before;
	if (take(part, next, parts) && match(format, next, parts))
		return true;
	return isOptional && match(format, index, before);
}

bool
format_match::take_number(int& index, int least, int most, int& value) const
{
	const date_token* const token = fText.at(index);
	if (token == nullptr || token->kind != date_token::NUMBER
			|| token->value < least || token->value > most)
		return false;
	value = token->value;
	index++;
	return true;
}

bool
format_match::take(char part, int& index, date_parts& parts) const
{
	const date_token* token = fText.at(index);
	if (token == nullptr)
		return false;
	switch (part) {
		case 'A':
		case 'a': {
			const int direction = token->kind == date_token::WORD
				? find_word(token->word, DIRECTIONS) : -1;
			if (direction >= 0) {
				parts.direction = direction - 1;
				parts.has_direction = true;
				token = word(++index);
			}
			if (token == nullptr || token->kind != date_token::WORD)
				return false;
			parts.weekday = find_name(token->word, WEEKDAYS);
			index++;
			return parts.weekday >= 0;
		}
		case 'B':
		case 'b':
			if (token->kind != date_token::WORD)
				return false;
			parts.month = find_name(token->word, MONTHS);
			index++;
			return parts.month >= 0;
		case 'd':
			if (!take_number(index, 1, 31, parts.day))
				return false;
			token = word(index);
			if (token != nullptr && find_word(token->word, ORDINALS) >= 0)
				index++;
			return true;
		case 'm':
			if (!take_number(index, 1, 12, parts.month))
				return false;
			parts.month--;
			return true;
		case 'H':
		case 'I':
			return take_number(index, 0, 24, parts.hour);
		case 'M':
			return take_number(index, 0, 59, parts.minute);
		case 'S':
			return take_number(index, 0, 60, parts.second);
		case 'p': {
			if (token->kind != date_token::WORD)
				return false;
			const char first = token->word[0];
			const bool isWhole = strcmp(token->word + 1, "m") == 0;
			if ((first != 'a' && first != 'p')
					|| (!isWhole && token->word[1] != '\0'))
				return false;
			index++;
			/* "a.m." */
			if (!isWhole && fText.at(index) != nullptr
					&& fText.at(index)->is_sign('.') && word(index + 1) != nullptr
					&& strcmp(word(index + 1)->word, "m") == 0) {
				index += 2;
				if (fText.at(index) != nullptr && fText.at(index)->is_sign('.'))
					index++;
			}
			parts.has_half = true;
			parts.is_afternoon = first == 'p';
			return parts.hour >= 1 && parts.hour <= 12;
		}
		case 'Y':
		case 'y': {
			/* "'93" */
			if (token->is_sign('\'')) {
				token = fText.at(++index);
				if (token == nullptr)
					return false;
			}
			const int digits = token->digits;
			if ((digits != 2 && digits != 4)
					|| !take_number(index, 0, 9999, parts.year))
				return false;
			if (digits == 2)
				parts.year += parts.year < 70 ? 2000 : 1900;
			return true;
		}
		case 'Z':
		case 'z':
			return take_zone(index, parts);
		case 'T':
			return take_relative(index, parts);
		default:
			if (!token->is_sign(part))
				return false;
			index++;
			return true;
	}
}

/* A name, a distance like +0100, or both, which add up; names may be in
 * brackets. */
bool
format_match::take_zone(int& index, date_parts& parts) const
{
	const date_token* token = fText.at(index);
	const bool inBrackets = token != nullptr && token->is_sign('(');
	const int start = index;
	if (inBrackets)
		index++;
	if ((token = word(index)) != nullptr) {
		const int zone = find_word(token->word, ZONES);
		if (zone < 0)
			return false;
		parts.zone_seconds = ZONE_HALF_HOURS[zone] * 1800;
		index++;
		if (inBrackets) {
			token = fText.at(index++);
			if (token == nullptr || !token->is_sign(')'))
				return false;
		}
	}
	token = fText.at(index);
	const date_token* const distance = fText.at(index + 1);
	if (token != nullptr && (token->is_sign('+') || token->is_sign('-'))
			&& distance != nullptr && distance->kind == date_token::NUMBER
			&& distance->digits == 4) {
		const int seconds = distance->value / 100 * 3600
			+ distance->value % 100 * 60;
		parts.zone_seconds += token->value == '+' ? seconds : -seconds;
		index += 2;
		/* Names in brackets behind it say the same again. */
		token = fText.at(index);
		if (token != nullptr && token->is_sign('(') && word(index + 1) != nullptr
				&& fText.at(index + 2) != nullptr
				&& fText.at(index + 2)->is_sign(')'))
			index += 3;
	}
	parts.has_zone = index > start;
	return parts.has_zone;
}

bool
format_match::take_relative(int& index, date_parts& parts) const
{
	parts.is_relative = true;
	const date_token* token = fText.at(index);
	if (token->kind == date_token::WORD) {
		const int day = find_word(token->word, DAY_WORDS);
		if (day >= 0) {
			index++;
			parts.days = day <= 2 ? day - 1 : 0;
			parts.from_now = strcmp(token->word, "now") == 0;
			return true;
		}
		/* "noon" and "midnight" are a time of the day. */
		const int time = find_word(token->word, "midnight\0noon\0");
		if (time >= 0) {
			index++;
			parts.hour = time * 12;
			return true;
		}
	}

	/* "[next|last|+|-] [number] unit [ago]", "+hours:minutes" */
	int sign = 1;
	bool isDirected = false;
	if (token->is_sign('+') || token->is_sign('-')) {
		sign = token->is_sign('-') ? -1 : 1;
		isDirected = true;
		index++;
	} else if (token->kind == date_token::WORD) {
		const int direction = find_word(token->word, DIRECTIONS);
		if (direction < 0)
			return false;
		/* "this week" is now. */
		sign = direction - 1;
		index++;
	}
	int number = 1;
	const bool hasNumber = take_number(index, 0, 99999999, number);
	const date_token* const minutes = fText.at(index + 1);
	if (isDirected && hasNumber && fText.at(index) != nullptr
			&& fText.at(index)->is_sign(':') && minutes != nullptr
			&& minutes->kind == date_token::NUMBER && minutes->value < 60) {
		parts.from_now = true;
		parts.seconds += sign * (number * 3600LL + minutes->value * 60);
		index += 2;
		return true;
	}
	token = word(index);
	const int word = token != nullptr ? find_word(token->word, UNITS) : -1;
	if (word < 0)
		return false;
	index++;
	token = this->word(index);
	if (token != nullptr && strcmp(token->word, "ago") == 0) {
		sign = -sign;
		index++;
	}
	int unit = 0;
	while (word >= UNIT_ENDS[unit])
		unit++;
	parts.from_now = true;
	if (unit < MONTH_UNIT)
		parts.seconds += (long long)sign * number * UNIT_SECONDS[unit];
	else if (number > 100000)
		return false;
	else
		parts.months += sign * number * UNIT_MONTHS[unit - MONTH_UNIT];
	return true;
}

constexpr time_t NO_TIME = -1;

/* The time that the parts mean at the time now. */
time_t
time_of(const date_parts& parts, time_t now)
{
	struct tm date;
	if (localtime_r(&now, &date) == nullptr)
		return NO_TIME;

	const bool hasDate = parts.day != MISSING || parts.month != MISSING
		|| parts.year != MISSING;
	if (parts.year != MISSING)
		date.tm_year = parts.year - 1900;
	if (parts.month != MISSING)
		date.tm_mon = parts.month;
	if (hasDate)
		date.tm_mday = parts.day != MISSING ? parts.day : 1;
	else if (parts.weekday != MISSING) {
		int days = (parts.weekday - date.tm_wday + 7) % 7;
		if (parts.direction > 0 && days == 0)
			days = 7;
		else if (parts.direction < 0)
			days = days == 0 ? -7 : days - 7;
		date.tm_mday += days;
	}
	date.tm_mday += parts.days;
	date.tm_mon += parts.months;

	if (parts.hour != MISSING) {
		date.tm_hour = !parts.has_half ? parts.hour
			: parts.hour % 12 + (parts.is_afternoon ? 12 : 0);
		date.tm_min = parts.minute;
		date.tm_sec = parts.second;
	} else if (!parts.from_now)
		date.tm_hour = date.tm_min = date.tm_sec = 0;

	date.tm_isdst = -1;
	/* The day has to be one of the month: mktime() would take the next one's. */
	const int day = date.tm_mday;
	time_t result = parts.has_zone ? timegm(&date) : mktime(&date);
	if (result == NO_TIME || (parts.day != MISSING && parts.months == 0
			&& parts.days == 0 && date.tm_mday != day))
		return NO_TIME;
	const long long exact = (long long)result + parts.seconds
		- (parts.has_zone ? parts.zone_seconds : 0);
	result = (time_t)exact;
	return result == exact ? result : NO_TIME;
}

/* Those of set_dateformats(), or null. */
const char* const* sFormats;

}	// namespace

/* The formats that are in use, with a null behind them. */
extern "C" LIBROOT_EXPORT const char* const*
__get_dateformats_beos()
{
	if (sFormats != nullptr)
		return sFormats;
	/* Pointers are not written down: they would cost every program's start. */
	static const char* formats[DEFAULT_COUNT + 1];
	const char* format = DEFAULT_FORMATS;
	for (int i = 0; i < DEFAULT_COUNT; i++) {
		formats[i] = format;
		format += strlen(format) + 1;
	}
	return formats;
}

/* The table stays the program's. Null: back to the ones of the beginning. */
extern "C" LIBROOT_EXPORT void
__set_dateformats_beos(const char* const* formats)
{
	sFormats = formats;
}

/* The time that the text says, seen from now, or -1: it is like none of the
 * formats. now may be -1 for the time that it is. */
extern "C" LIBROOT_EXPORT time_t
__parsedate_etc_beos(const char* text, time_t now, int* flags)
{
	if (flags != nullptr)
		*flags = 0;
	if (text == nullptr)
		return NO_TIME;
	if (now == -1)
		now = time(nullptr);
	const date_text tokens(text);
	if (tokens.count() == 0)
		return NO_TIME;
	format_match match(tokens);
	for (const char* const* format = __get_dateformats_beos();
			*format != nullptr; format++) {
		if (!match.match(*format, 0, date_parts()))
			continue;
		const date_parts& parts = match.result();
		const bool hasDate = parts.day != MISSING || parts.month != MISSING
			|| parts.year != MISSING;
		if (flags != nullptr
				&& (parts.is_relative
					|| (parts.weekday != MISSING && !hasDate)))
			*flags = BEOS_PARSEDATE_RELATIVE_TIME;
		return time_of(parts, now);
	}
	return NO_TIME;
}

extern "C" LIBROOT_EXPORT time_t
__parsedate_beos(const char* text, time_t now)
{
	return __parsedate_etc_beos(text, now, nullptr);
}

LEGACY_VERSION(__get_dateformats_beos, get_dateformats);
LEGACY_VERSION(__set_dateformats_beos, set_dateformats);
LEGACY_VERSION(__parsedate_etc_beos, parsedate_etc);
LEGACY_VERSION(__parsedate_beos, parsedate);
