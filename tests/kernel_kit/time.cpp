/* Clocks, alarms and single instructions. */
#include <math.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <ByteOrder.h>
#include <Debug.h>

#include "kernel_kit_test.h"

TEST(Clock, SystemTimeIsTheMonotonicOne)
{
	struct timespec before;
	struct timespec after;
	clock_gettime(CLOCK_MONOTONIC, &before);
	const bigtime_t time = system_time();
	clock_gettime(CLOCK_MONOTONIC, &after);
	EXPECT_GE(time, before.tv_sec * (bigtime_t)1000000 + before.tv_nsec / 1000);
	EXPECT_LE(time, after.tv_sec * (bigtime_t)1000000 + after.tv_nsec / 1000);
}

TEST(Clock, RealTime)
{
	const bigtime_t before = real_time_clock_usecs();
	const time_t now = time(nullptr);
	EXPECT_LE(labs((long)now - (long)(before / 1000000)), 1);
	EXPECT_LE(labs((long)real_time_clock() - (long)now), 1);
}

/* Nobody but root may; and no test should. */
TEST(Clock, SettingItNeedsPermission)
{
	in_child([] {
		if (geteuid() == 0) {
			ASSERT_EQ(setresuid(65534, 65534, 65534), 0);
		}
		const time_t before = time(nullptr);
		errno = 77;
		set_real_time_clock(1000);
		EXPECT_EQ(errno, 77);
		EXPECT_GE(time(nullptr), before);
	});
}

TEST(Clock, TimeZone)
{
	in_child([] {
		EXPECT_EQ(set_timezone("XYZ-3"), B_OK);
		const time_t zero = 0;
		EXPECT_EQ(localtime(&zero)->tm_hour, 3);
		EXPECT_EQ(set_timezone(nullptr), B_BAD_ADDRESS);
		EXPECT_EQ(set_timezone((const char*)8), B_BAD_ADDRESS);
	});
}

TEST(Snooze, TakesItsTime)
{
	for (const bigtime_t time : { 0, 1, 1000, 20000 }) {
		const bigtime_t before = system_time();
		EXPECT_EQ(snooze(time), B_OK);
		EXPECT_GE(system_time(), before + time);
		EXPECT_EQ(snooze_until(before + 2 * time, B_SYSTEM_TIMEBASE), B_OK);
		EXPECT_GE(system_time(), before + 2 * time);
	}
	EXPECT_EQ(snooze(-5), B_OK);
	EXPECT_EQ(snooze(INT64_MIN), B_OK);
	EXPECT_EQ(snooze_until(-5, B_SYSTEM_TIMEBASE), B_OK);
	EXPECT_EQ(snooze_until(0, 1), B_BAD_VALUE);
}

static void
await_signals(int count)
{
	while (handled_signals < count)
		usleep(1000);
}

TEST(Alarm, EachMode)
{
	in_child([] {
		install_counter(SIGALRM, 0);
		EXPECT_NE(set_alarm(20000, B_ONE_SHOT_RELATIVE_ALARM), 0)
			<< "the alarm of the test itself";
		await_signals(1);
		EXPECT_EQ(set_alarm(system_time() + 20000, B_ONE_SHOT_ABSOLUTE_ALARM),
			0);
		await_signals(2);
		/* It is over. */
		EXPECT_EQ(set_alarm(system_time() - 1, B_ONE_SHOT_ABSOLUTE_ALARM), 0);
		await_signals(3);
		EXPECT_EQ(set_alarm(5000, B_PERIODIC_ALARM), 0);
		await_signals(8);
		EXPECT_GT(set_alarm(B_INFINITE_TIMEOUT, B_PERIODIC_ALARM), 0);
		const int count = handled_signals;
		usleep(20000);
		EXPECT_EQ(handled_signals, count);

		EXPECT_EQ(set_alarm(50000000, B_ONE_SHOT_RELATIVE_ALARM), 0);
		EXPECT_EQ(set_alarm(1, 77), 0);
		const bigtime_t left = set_alarm(0, B_ONE_SHOT_RELATIVE_ALARM);
		EXPECT_GT(left, 40000000);
		EXPECT_LE(left, 50000000);
		EXPECT_EQ(set_alarm(INT64_MAX - 1, B_ONE_SHOT_RELATIVE_ALARM), 0);
		EXPECT_GT(set_alarm(B_INFINITE_TIMEOUT, B_ONE_SHOT_ABSOLUTE_ALARM),
			1000000);
	});
}

TEST(Atomic, ReturnTheOldValue)
{
	vint32 value = 5;
	EXPECT_EQ(atomic_add(&value, 3), 5);
	EXPECT_EQ(atomic_add(&value, -10), 8);
	EXPECT_EQ(atomic_or(&value, 1), -2);
	EXPECT_EQ(atomic_and(&value, 0xf0), -1);
	EXPECT_EQ(value, 0xf0);
}

TEST(Atomic, BetweenThreads)
{
	in_child([] {
		static vint32 value;
		spawned first([] {
			for (int i = 0; i < 100000; i++)
				atomic_add(&value, 1);
			return 0;
		});
		spawned second([] {
			for (int i = 0; i < 100000; i++)
				atomic_add(&value, 2);
			return 0;
		});
		first.resume();
		second.resume();
		first.wait();
		second.wait();
		EXPECT_EQ(value, 300000);
	});
}

TEST(Swap, ReversesBytes)
{
	EXPECT_EQ(__swap_int16(0x1234), 0x3412);
	EXPECT_EQ(__swap_int32(0x12345678), 0x78563412u);
	EXPECT_EQ(__swap_int64(0x123456789abcdef0), 0xf0debc9a78563412u);
	EXPECT_EQ(__swap_float(__swap_float(1.5f)), 1.5f);
	/* Bytes 00 00 00 00 00 00 f0 3f, and the other way round. */
	const double swapped = __swap_double(1.0);
	uint64_t bits;
	memcpy(&bits, &swapped, sizeof(bits));
	EXPECT_EQ(bits, 0xf03fu);
}

TEST(Processor, FramesAndCycles)
{
	EXPECT_EQ(get_stack_frame(), __builtin_frame_address(0));
	const int64 before = read_tsc();
	EXPECT_GT(read_tsc(), before);
}

TEST(Processor, WrittenCodeRunsAfterClearCaches)
{
	unsigned char* code = (unsigned char*)mmap(nullptr, 4096,
		PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(code, MAP_FAILED);
	for (int i = 0; i < 100; i++) {
		const unsigned char text[] = { 0xb8, (unsigned char)i, 0, 0, 0, 0xc3 };
		memcpy(code, text, sizeof(text));
		clear_caches(code, sizeof(text), B_FLUSH_DCACHE | B_INVALIDATE_ICACHE);
		EXPECT_EQ(((int (*)())code)(), i);
	}
	munmap(code, 4096);
}

/* Runs the code with its output and error output in the strings. */
template<typename Code>
static int
run_with_output(Code code, std::string& output, std::string& errors)
{
	int ends[2][2];
	EXPECT_EQ(pipe(ends[0]), 0);
	EXPECT_EQ(pipe(ends[1]), 0);
	const pid_t child = start_child([&] {
		forbid_core_file();
		dup2(ends[0][1], 1);
		dup2(ends[1][1], 2);
		code();
		return 0;
	});
	std::string* texts[] = { &output, &errors };
	for (int i = 0; i < 2; i++) {
		close(ends[i][1]);
		char buffer[4096];
		ssize_t length;
		while ((length = read(ends[i][0], buffer, sizeof(buffer))) > 0)
			texts[i]->append(buffer, length);
		close(ends[i][0]);
	}
	return kernel_status_of(child);
}

TEST(Debugger, SaysTheMessageAndTraps)
{
	std::string output;
	std::string errors;
	EXPECT_EQ(run_with_output([] { debugger("what happened"); }, output,
		errors), host_number(SIGTRAP));
	EXPECT_NE(errors.find("what happened"), std::string::npos);

	EXPECT_EQ(run_with_output([] {
		EXPECT_EQ(disable_debugger(1), 0);
		EXPECT_EQ(disable_debugger(1), 1);
		debugger(nullptr);
	}, output, errors), host_number(SIGKILL));

	EXPECT_EQ(run_with_output([] {
		signal(SIGTRAP, SIG_IGN);
		debugger((const char*)8);
	}, output, errors), 0);
}

TEST(Debugger, Assertions)
{
	std::string output;
	std::string errors;
	EXPECT_EQ(run_with_output([] {
		_debuggerAssert("file.cpp", 17, "1 == 2");
	}, output, errors), host_number(SIGTRAP));
	EXPECT_NE(errors.find("file.cpp"), std::string::npos);
	EXPECT_NE(errors.find("17"), std::string::npos);
	EXPECT_NE(errors.find("1 == 2"), std::string::npos);
}

TEST(DebugFlag, SwitchesTheMessagesOff)
{
	std::string output;
	std::string errors;
	EXPECT_EQ(run_with_output([] {
		EXPECT_TRUE(_debugFlag());
		EXPECT_EQ(_debugPrintf("one %d\n", 1), 6);
		EXPECT_EQ(_sPrintf("two %s\n", "2"), 6);
		EXPECT_TRUE(_setDebugFlag(false));
		EXPECT_FALSE(_rtDebugFlag);
		EXPECT_EQ(_debugPrintf("three\n"), 0);
		EXPECT_EQ(_sPrintf("four\n"), 0);
		EXPECT_EQ(_debuggerAssert("x", 1, "y"), 0);
		EXPECT_EQ(_xdebugPrintf("five\n"), 5);
		EXPECT_FALSE(_setDebugFlag(true));
	}, output, errors), 0);
	EXPECT_EQ(output, "one 1\nfive\n");
	EXPECT_EQ(errors, "two 2\n");
}
