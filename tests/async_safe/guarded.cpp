/* What libroot makes safe beyond POSIX's list: the functions that it guards with
 * a section (libroot-safety(7)). With the host's library alone most of these
 * calls wait for a lock that their own thread has. */
#include <atomic>

#include <errno.h>
#include <grp.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "interrupted.h"

extern "C" int __cxa_atexit(void (*function)(void*), void* argument,
	void* library);

namespace {

/* 2001-09-09 01:46:40 UTC, in summer time in New York. */
constexpr time_t MOMENT = 1000000000;

const char*
variable(const place& here)
{
	return here.is_handler() ? "LIBROOT_HANDLER" : "LIBROOT_INTERRUPTED";
}

/* One that is set in no other way. */
char sAssignments[2][24] = { "LIBROOT_PUT_0=a", "LIBROOT_PUT_1=b" };

bool
is_value(const char* found, const char* wanted)
{
	return found != nullptr && strcmp(found, wanted) == 0;
}

/* Grows and shrinks the environment. */
bool
change_environment(place& here)
{
	const char* name = variable(here);
	return setenv(name, "one", 1) == 0 && is_value(getenv(name), "one")
		&& setenv(name, "two", 0) == 0 && is_value(getenv(name), "one")
		&& unsetenv(name) == 0 && secure_getenv(name) == nullptr
		&& is_value(getenv("LIBROOT_FIRST"), "first");
}

void
set_first_variable()
{
	setenv("LIBROOT_FIRST", "first", 1);
}

void
live_in_new_york()
{
	setenv("TZ", "America/New_York", 1);
	tzset();
}

bool
is_moment(const struct tm& time, int hour)
{
	return time.tm_year == 101 && time.tm_mon == 8 && time.tm_sec == 40
		&& time.tm_min == 46 && time.tm_hour == hour;
}

/* Registered functions count themselves; the one that was registered first is
 * called last and compares. */
std::atomic<unsigned> sRegistered;
unsigned sCalled;

void
count_call()
{
	sCalled++;
}

void
count_call_with(void*)
{
	sCalled++;
}

void
count_call_at_exit(int, void*)
{
	sCalled++;
}

void
compare_calls()
{
	_exit(sCalled == sRegistered && !testing::Test::HasFailure() ? 0 : 1);
}

void
register_comparison()
{
	atexit(compare_calls);
}

bool
leave_by_exit()
{
	exit(2);
}

void
register_quick_comparison()
{
	at_quick_exit(compare_calls);
}

bool
leave_by_quick_exit()
{
	quick_exit(2);
}

bool
is_registered(int result)
{
	sRegistered++;
	return result == 0;
}

void*
end_at_once(void* argument)
{
	return argument;
}

/* Keys with values in the first and in the second table of a thread. */
constexpr int KEYS = 64;
pthread_key_t sKeys[KEYS];

void
create_keys()
{
	for (pthread_key_t& key : sKeys)
		EXPECT_EQ(pthread_key_create(&key, nullptr), 0);
}

long sRandomNumbers[2];

/* The first number of a generator of one's own. */
long
first_random_number(unsigned seed)
{
	char state[128];
	char* before = initstate(seed, state, sizeof(state));
	const long number = random();
	setstate(before);
	return number;
}

void
note_random_numbers()
{
	for (unsigned who = 0; who < 2; who++)
		sRandomNumbers[who] = first_random_number(who + 1);
}

const interrupted_call kCalls[] = {
	{ "setenv", change_environment, SHORT, false, set_first_variable },
	{ "putenv", [](place& here) {
		char* assignment = sAssignments[here.who];
		const char name[] = { 'L', 'I', 'B', 'R', 'O', 'O', 'T', '_', 'P', 'U',
			'T', '_', char('0' + here.who), '\0' };
		return putenv(assignment) == 0
			&& getenv(name) == assignment + strlen(name) + 1
			&& unsetenv(name) == 0 && getenv(name) == nullptr;
	} },
	{ "clearenv", [](place& here) {
		const char* name = variable(here);
		if (clearenv() != 0 || setenv(name, "value", 1) != 0)
			return false;
		const char* found = getenv(name);
		return is_value(found, "value")
			|| (!here.is_handler() && found == nullptr);
	} },

	{ "localtime_r", [](place&) {
		struct tm result;
		return localtime_r(&MOMENT, &result) == &result
			&& is_moment(result, 21) && result.tm_isdst == 1;
	}, SHORT, false, live_in_new_york },
	{ "localtime", [](place&) {
		/* The result is shared, but here always the same. */
		const struct tm* result = localtime(&MOMENT);
		return result != nullptr && is_moment(*result, 21);
	}, SHORT, false, live_in_new_york },
	{ "gmtime_r", [](place&) {
		struct tm result;
		return gmtime_r(&MOMENT, &result) == &result && is_moment(result, 1);
	}, SHORT, false, live_in_new_york },
	{ "ctime_r", [](place&) {
		char text[32];
		return is_value(ctime_r(&MOMENT, text), "Sat Sep  8 21:46:40 2001\n");
	}, SHORT, false, live_in_new_york },
	{ "mktime", [](place&) {
		struct tm time = {};
		time.tm_year = 101;
		time.tm_mon = 8;
		time.tm_mday = 8;
		time.tm_hour = 21;
		time.tm_min = 46;
		time.tm_sec = 40;
		time.tm_isdst = -1;
		return mktime(&time) == MOMENT;
	}, SHORT, false, live_in_new_york },
	{ "timegm", [](place&) {
		struct tm time = {};
		time.tm_year = 70;
		time.tm_mday = 2;
		return timegm(&time) == 24 * 60 * 60;
	}, SHORT, false, live_in_new_york },
	{ "tzset", [](place& here) {
		/* Reads another zone's file each time. */
		return setenv("TZ", here.is_handler() ? "Europe/Paris" : "Asia/Tokyo", 1)
			== 0 && (tzset(), tzname[0] != nullptr);
	} },
	{ "strftime", [](place&) {
		struct tm time;
		char text[64];
		return localtime_r(&MOMENT, &time) != nullptr
			&& strftime(text, sizeof(text), "%F %T %Z %s", &time) > 0
			&& is_value(text, "2001-09-08 21:46:40 EDT 1000000000");
	}, SHORT, false, live_in_new_york },
	{ "wcsftime", [](place&) {
		struct tm time;
		wchar_t text[64];
		return localtime_r(&MOMENT, &time) != nullptr
			&& wcsftime(text, 64, L"%T %Z", &time) > 0
			&& wcscmp(text, L"21:46:40 EDT") == 0;
	}, SHORT, false, live_in_new_york },
	{ "strptime", [](place&) {
		struct tm time;
		return strptime("1000000000", "%s", &time) != nullptr
			&& is_moment(time, 21);
	}, SHORT, false, live_in_new_york },

	{ "atexit", [](place&) { return is_registered(atexit(count_call)); },
		SHORT, false, register_comparison, leave_by_exit },
	{ "on_exit", [](place&) {
		return is_registered(on_exit(count_call_at_exit, nullptr));
	}, SHORT, false, register_comparison, leave_by_exit },
	{ "__cxa_atexit", [](place&) {
		return is_registered(__cxa_atexit(count_call_with, nullptr, nullptr));
	}, SHORT, false, register_comparison, leave_by_exit },
	{ "at_quick_exit", [](place&) {
		return is_registered(at_quick_exit(count_call));
	}, SHORT, false, register_quick_comparison, leave_by_quick_exit },
	{ "pthread_atfork", [](place&) {
		return is_registered(pthread_atfork(count_call, nullptr, nullptr));
	}, SHORT, false, nullptr, [] {
		const pid_t child = fork();
		if (child == 0)
			_exit(0);
		waitpid(child, nullptr, 0);
		return sCalled == sRegistered;
	} },

	{ "pthread_detach", [](place&) {
		pthread_t thread;
		return pthread_create(&thread, nullptr, end_at_once, nullptr) == 0
			&& pthread_detach(thread) == 0;
	}, FORKING },
	{ "pthread_tryjoin_np", [](place& here) {
		pthread_t thread;
		void* result = nullptr;
		if (pthread_create(&thread, nullptr, end_at_once, &here) != 0)
			return false;
		while (pthread_tryjoin_np(thread, &result) == EBUSY)
			sched_yield();
		return result == &here;
	}, FORKING },
	/* The handler may do what the interrupted call has prepared for: fork()
	 * takes the heap's locks. */
	{ "malloc_within_fork", [](place& here) {
		if (here.is_handler()) {
			void* memory = malloc(100'000);
			free(memory);
			return memory != nullptr;
		}
		int status;
		const pid_t child = fork();
		if (child == 0)
			_exit(9);
		return child > 0 && waitpid(child, &status, 0) == child
			&& WIFEXITED(status) && WEXITSTATUS(status) == 9;
	}, FORKING },
	{ "pthread_setspecific", [](place& here) {
		for (int i = here.who; i < KEYS; i += 2) {
			if (pthread_setspecific(sKeys[i], &here) != 0
				|| pthread_getspecific(sKeys[i]) != &here)
				return false;
		}
		return true;
	}, SHORT, false, create_keys },
	{ "pthread_key_create", [](place& here) {
		pthread_key_t key;
		return pthread_key_create(&key, nullptr) == 0
			&& pthread_setspecific(key, &here) == 0
			&& pthread_getspecific(key) == &here
			&& pthread_key_delete(key) == 0;
	} },

	{ "seteuid", [](place&) { return seteuid(geteuid()) == 0; } },
	{ "setegid", [](place&) { return setegid(getegid()) == 0; } },
	{ "setreuid", [](place&) { return setreuid(-1, geteuid()) == 0; } },
	{ "setregid", [](place&) { return setregid(-1, getegid()) == 0; } },
	{ "setresuid", [](place&) { return setresuid(-1, -1, -1) == 0; } },
	{ "setresgid", [](place&) { return setresgid(-1, -1, -1) == 0; } },
	{ "setgroups", [](place&) {
		/* Only root may, but all are asked. */
		return setgroups(0, nullptr) == 0 || errno == EPERM;
	} },

	{ "random", [](place& here) {
		return first_random_number(here.who + 1) == sRandomNumbers[here.who];
	}, SHORT, false, note_random_numbers },
	{ "rand", [](place&) {
		srand(1);
		return rand() >= 0;
	} }
};

class Guarded : public testing::TestWithParam<interrupted_call> {
};

}	/* namespace */

TEST_P(Guarded, IsSafeInAHandlerThatInterruptsTheSame)
{
	test_interrupted(GetParam());
}

INSTANTIATE_TEST_SUITE_P(, Guarded, testing::ValuesIn(kCalls),
	[](const auto& tested) { return tested.param.name; });
