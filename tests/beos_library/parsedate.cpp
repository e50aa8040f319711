/* parsedate() of BeOS: the texts of its documentation, and more like them. */
#if defined(__i386__)

#include "beos_function.h"

#include <time.h>

#include "../../headers/legacy/beos/parsedate.h"

namespace {

BEOS(time_t(const char*, time_t, int*), parsedate_etc);
BEOS(time_t(const char*, time_t), parsedate);

/* Wednesday, 10 May 2000, 15:30:20, in a zone with its own rules. */
class Parsedate : public testing::Test {
protected:
	Parsedate()
	{
		setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
		tzset();
		fNow = local(2000, 5, 10, 15, 30, 20);
	}

	~Parsedate()
	{
		unsetenv("TZ");
		tzset();
	}

	static time_t
	local(int year, int month, int day, int hour = 0, int minute = 0,
		int second = 0)
	{
		struct tm date = {};
		date.tm_year = year - 1900;
		date.tm_mon = month - 1;
		date.tm_mday = day;
		date.tm_hour = hour;
		date.tm_min = minute;
		date.tm_sec = second;
		date.tm_isdst = -1;
		return mktime(&date);
	}

	static time_t
	utc(int year, int month, int day, int hour, int minute, int second)
	{
		struct tm date = {};
		date.tm_year = year - 1900;
		date.tm_mon = month - 1;
		date.tm_mday = day;
		date.tm_hour = hour;
		date.tm_min = minute;
		date.tm_sec = second;
		return timegm(&date);
	}

	void
	expect(const char* text, time_t expected, int expectedFlags = 0)
	{
		int flags = 0xffff;
		EXPECT_EQ(parsedate_etc(text, fNow, &flags), expected) << text;
		EXPECT_EQ(flags, expectedFlags) << text;
		EXPECT_EQ(parsedate(text, fNow), expected) << text;
	}

	static constexpr int RELATIVE = BEOS_PARSEDATE_RELATIVE_TIME;

	time_t	fNow;
};

}	// namespace

TEST_F(Parsedate, knows_absolute_dates)
{
	const time_t june = utc(1993, 6, 10, 10, 0, 3);
	expect("Mon, June 10th, 1993 10:00:03 am GMT", june);
	expect("June 10 1993 10:00:03 GMT", june);
	expect("Thu Jun 10 10:00:03 1993", local(1993, 6, 10, 10, 0, 3));
	expect("Thu Jun 10 10:00:03 GMT 1993", june);
	expect("Thu, 10 Jun 93 10:00:03 GMT", june);
	expect("Thu, 10 Jun 1993 12:00:03 +0200", june);
	expect("10 Jun 1993 05:00:03 -0500 (EST)", june);
	expect("10-Jun-1993 10:00:03 (GMT)", june);
	expect("10:00:03 GMT Thu Jun 10, 1993", june);
	expect("1994-01-27", local(1994, 1, 27));
	expect("1994/01/27 23:59", local(1994, 1, 27, 23, 59));
	expect("1/27/94", local(1994, 1, 27));
	expect("01-27-1994 11:15 pm", local(1994, 1, 27, 23, 15));
	expect("27.1.1994 8:05", local(1994, 1, 27, 8, 5));
	expect("27. January 1994", local(1994, 1, 27));
	expect("Feb 29th, 2004", local(2004, 2, 29));
	expect("July 4", local(2000, 7, 4));
	expect("4 july", local(2000, 7, 4));
	expect("Dec 1999", local(1999, 12, 1));
	expect("12 am jan 1", local(2000, 1, 1));
	expect("12 p.m. on the 1st of january", local(2000, 1, 1, 12));
}

TEST_F(Parsedate, knows_times_of_today)
{
	expect("3:33pm GMT", utc(2000, 5, 10, 15, 33, 0));
	expect("3:33pm", local(2000, 5, 10, 15, 33));
	expect("9 am", local(2000, 5, 10, 9));
	expect("23:00", local(2000, 5, 10, 23));
	expect("noon", local(2000, 5, 10, 12), RELATIVE);
}

TEST_F(Parsedate, knows_days_around_today)
{
	expect("friday", local(2000, 5, 12), RELATIVE);
	expect("next friday", local(2000, 5, 12), RELATIVE);
	expect("next wednesday", local(2000, 5, 17), RELATIVE);
	expect("this saturday", local(2000, 5, 13), RELATIVE);
	expect("last tuesday", local(2000, 5, 9), RELATIVE);
	expect("last wednesday", local(2000, 5, 3), RELATIVE);
	expect("9 pm last tuesday", local(2000, 5, 9, 21), RELATIVE);
	expect("last tuesday at 9:15 pm", local(2000, 5, 9, 21, 15), RELATIVE);
	expect("today", local(2000, 5, 10), RELATIVE);
	expect("tomorrow", local(2000, 5, 11), RELATIVE);
	expect("yesterday 8:00", local(2000, 5, 9, 8), RELATIVE);
}

TEST_F(Parsedate, counts_from_now)
{
	expect("now", fNow, RELATIVE);
	expect("+15 min", fNow + 15 * 60, RELATIVE);
	expect("-15 minutes", fNow - 15 * 60, RELATIVE);
	expect("next 5 minutes", fNow + 5 * 60, RELATIVE);
	expect("last 15 minutes", fNow - 15 * 60, RELATIVE);
	expect("+3:00", fNow + 3 * 3600, RELATIVE);
	expect("-1:30", fNow - 5400, RELATIVE);
	expect("2 hrs", fNow + 7200, RELATIVE);
	expect("1 sec", fNow + 1, RELATIVE);
	expect("2 weeks ago", fNow - 14 * 86400, RELATIVE);
	expect("next month", local(2000, 6, 10, 15, 30, 20), RELATIVE);
	expect("last year", local(1999, 5, 10, 15, 30, 20), RELATIVE);
}

TEST_F(Parsedate, uses_the_time_that_it_is)
{
	const time_t before = time(nullptr);
	const time_t said = parsedate("+1 hour", -1);
	EXPECT_GE(said, before + 3600);
	EXPECT_LE(said, time(nullptr) + 3600);
}

TEST_F(Parsedate, refuses_what_is_no_date)
{
	for (const char* text : { "", " ", "hello", "32 january", "13/13/2000",
			"25:00", "10:61", "february 30", "10:00 10:00", "13 pm", "friday friday",
			"1 2 3 4 5 6 7 8 9", "999999999999", "next", "+", "june 10th 10th",
			"99999999 years", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"
			" 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "\xff\xfe", ":::", "[[[" })
		expect(text, -1);
	expect(nullptr, -1);
	EXPECT_EQ(parsedate_etc("now", 5, nullptr), 5);
}

TEST_F(Parsedate, takes_formats_of_the_program)
{
	BEOS(const char**(), get_dateformats);
	BEOS(void(const char**), set_dateformats);
	const char** const before = get_dateformats();
	ASSERT_NE(before, nullptr);
	int count = 0;
	while (before[count] != nullptr)
		count++;
	EXPECT_GT(count, 10);
	const char* own[] = { "Y.d.m [H]", nullptr };
	set_dateformats(own);
	EXPECT_EQ(get_dateformats(), own);
	expect("2001.3.4", local(2001, 4, 3));
	expect("2001.3.4 5", local(2001, 4, 3, 5));
	expect("1994-01-27", -1);
	/* Nonsense matches nothing. */
	const char* bad[] = { "[", "[A", "]", "", nullptr };
	set_dateformats(bad);
	expect("friday", local(2000, 5, 12), RELATIVE);
	expect("june", -1);
	set_dateformats(before);
	expect("1994-01-27", local(1994, 1, 27));
}

#endif
