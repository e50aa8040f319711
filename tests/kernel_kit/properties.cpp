/* Names, priorities and what get_thread_info() tells. */
#include <memory>
#include <set>
#include <vector>

#include <scheduler.h>
#include <sys/prctl.h>

#include "kernel_kit_test.h"

static std::string
host_name_of(thread_id thread)
{
	char path[64];
	snprintf(path, sizeof(path), "/proc/self/task/%d/comm", (int)thread);
	char text[32] = "";
	FILE* file = fopen(path, "r");
	if (file != nullptr) {
		if (fgets(text, sizeof(text), file) == nullptr)
			text[0] = '\0';
		fclose(file);
	}
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static std::string
name_of(thread_id thread)
{
	thread_info info = {};
	EXPECT_EQ(get_thread_info(thread, &info), B_OK);
	return info.name;
}

TEST(ThreadName, IsKeptInFull)
{
	in_child([] {
		std::atomic<bool> end = false;
		spawned thread([&] {
			while (!end)
				usleep(50);
			return 0;
		}, "a name that has more than thirty-one characters");
		EXPECT_EQ(name_of(thread.id()), "a name that has more than thirt");
		thread.resume();
		while (host_name_of(thread.id()) != "a name that has")
			usleep(50);
		EXPECT_EQ(name_of(thread.id()), "a name that has more than thirt");
		EXPECT_EQ(find_thread("a name that has more than thirt"), thread.id());
		EXPECT_EQ(rename_thread(thread.id(), "another one, of 24 bytes"), B_OK);
		EXPECT_EQ(name_of(thread.id()), "another one, of 24 bytes");
		EXPECT_EQ(host_name_of(thread.id()), "another one, of");
		EXPECT_EQ(find_thread("another one, of 24 bytes"), thread.id());
		EXPECT_EQ(find_thread("a name that has more than thirt"),
			B_NAME_NOT_FOUND);
		end = true;
		thread.wait();
		EXPECT_EQ(find_thread("another one, of 24 bytes"), B_NAME_NOT_FOUND);
	});
}

TEST(ThreadName, OfTheMainThreadAndPthreads)
{
	in_child([] {
		const thread_id self = find_thread(nullptr);
		EXPECT_EQ(rename_thread(self, "main thread of the test"), B_OK);
		EXPECT_EQ(name_of(self), "main thread of the test");
		EXPECT_EQ(find_thread("main thread of the test"), self);
		/* The host's functions are heeded. */
		prctl(PR_SET_NAME, "other");
		EXPECT_EQ(name_of(self), "other");
		plain_thread thread([&]() -> void* {
			rename_thread(find_thread(nullptr), "plain thread with a name");
			EXPECT_EQ(name_of(find_thread(nullptr)),
				"plain thread with a name");
			return nullptr;
		});
		thread.join();
	});
}

TEST(ThreadName, Errors)
{
	in_child([] {
		const thread_id self = find_thread(nullptr);
		EXPECT_EQ(rename_thread(self, nullptr), B_BAD_ADDRESS);
		EXPECT_EQ(rename_thread(self, (const char*)8), B_BAD_ADDRESS);
		EXPECT_EQ(rename_thread(-1, "x"), B_BAD_THREAD_ID);
		EXPECT_EQ(rename_thread(getppid(), "x"), B_BAD_THREAD_ID);
	});
}

TEST(ThreadPriority, IsRememberedExactly)
{
	in_child([] {
		spawned thread([] { return 0; }, "x", B_LOW_PRIORITY);
		EXPECT_EQ(set_thread_priority(thread.id(), 113), 5);
		thread_info info;
		EXPECT_EQ(get_thread_info(thread.id(), &info), B_OK);
		EXPECT_EQ(info.priority, 113);
		EXPECT_EQ(set_thread_priority(thread.id(), 1000), 113);
		EXPECT_EQ(set_thread_priority(thread.id(), -1), 120);
		EXPECT_EQ(set_thread_priority(thread.id(), 10), 1);
		thread.wait();
		EXPECT_EQ(set_thread_priority(thread.id(), 10), B_BAD_THREAD_ID);
		EXPECT_EQ(set_thread_priority(getppid(), 10), B_BAD_THREAD_ID);
		const thread_id self = find_thread(nullptr);
		const int32 own = set_thread_priority(self, 8);
		EXPECT_GT(own, 0);
		EXPECT_EQ(set_thread_priority(self, own), 8);
	});
}

TEST(ThreadPriority, IsTheHostsNiceValue)
{
	in_child([] {
		std::atomic<int> nice = 99;
		spawned thread([&] {
			nice = getpriority(PRIO_PROCESS, find_thread(nullptr));
			return 0;
		}, "x", B_LOW_PRIORITY);
		thread.wait();
		EXPECT_EQ(nice, 10);
		EXPECT_EQ(getpriority(PRIO_PROCESS, find_thread(nullptr)), 0);
	});
}

TEST(ThreadPriority, SuggestedOnes)
{
	EXPECT_EQ(suggest_thread_priority(B_DEFAULT_MEDIA_PRIORITY, 0, 0, 0),
		B_NORMAL_PRIORITY);
	EXPECT_LT(suggest_thread_priority(B_NUMBER_CRUNCHING, 0, 0, 0),
		B_NORMAL_PRIORITY);
	EXPECT_GT(suggest_thread_priority(B_AUDIO_PLAYBACK, 0, 0, 0),
		suggest_thread_priority(B_VIDEO_PLAYBACK, 0, 0, 0));
	for (uint32 flags = 0; flags < 0x1000; flags++) {
		const int32 priority = suggest_thread_priority(flags, 200, 100, 10);
		EXPECT_GE(priority, 1);
		EXPECT_LE(priority, B_REAL_TIME_PRIORITY);
	}
	EXPECT_GT(estimate_max_scheduling_latency(-1), 0);
	EXPECT_EQ(estimate_max_scheduling_latency(4000000), B_BAD_THREAD_ID);
}

TEST(ThreadInfo, SizeIsPartOfTheCall)
{
	char buffer[sizeof(thread_info) + 8];
	const thread_id self = find_thread(nullptr);
	int32 cookie = 0;
	for (const size_t size : { size_t{0}, sizeof(thread_info) - 4,
			sizeof(thread_info) + 4, SIZE_MAX }) {
		EXPECT_EQ(_get_thread_info(self, (thread_info*)buffer, size),
			B_BAD_VALUE);
		EXPECT_EQ(_get_next_thread_info(0, &cookie, (thread_info*)buffer,
			size), B_BAD_VALUE);
	}
	EXPECT_EQ(get_thread_info(self, (thread_info*)8), B_BAD_ADDRESS);
	EXPECT_EQ(get_next_thread_info(0, (int32*)8, (thread_info*)buffer),
		B_BAD_ADDRESS);
#if defined(__i386__)
	EXPECT_EQ(sizeof(thread_info), 76u);
	EXPECT_EQ(offsetof(thread_info, state), 40u);
	EXPECT_EQ(offsetof(thread_info, user_time), 52u);
	EXPECT_EQ(offsetof(thread_info, stack_end), 72u);
#endif
}

TEST(ThreadInfo, OfTheMainThread)
{
	in_child([] {
		thread_info info;
		int local;
		ASSERT_EQ(get_thread_info(find_thread(nullptr), &info), B_OK);
		EXPECT_EQ(info.team, getpid());
		EXPECT_EQ(info.state, B_THREAD_RUNNING);
		EXPECT_EQ(info.sem, -1);
		EXPECT_LT(info.stack_base, (void*)&local);
		EXPECT_GT(info.stack_end, (void*)&local);
		/* What is above the stack's end is not there. */
		EXPECT_LE(info.stack_end, (void*)-1);
	});
}

TEST(ThreadInfo, TimesGrow)
{
	in_child([] {
		const thread_id self = find_thread(nullptr);
		thread_info before;
		thread_info after;
		ASSERT_EQ(get_thread_info(self, &before), B_OK);
		do {
			ASSERT_EQ(get_thread_info(self, &after), B_OK);
		} while (after.user_time + after.kernel_time
			< before.user_time + before.kernel_time + 30000);
	});
}

TEST(ThreadInfo, AllThreadsOfATeam)
{
	in_child([] {
		std::atomic<bool> end = false;
		std::vector<std::unique_ptr<spawned>> threads;
		std::set<thread_id> expected{ find_thread(nullptr) };
		for (int i = 0; i < 5; i++) {
			threads.push_back(std::make_unique<spawned>([&] {
				while (!end)
					usleep(100);
				return 0;
			}));
			if (i != 0)
				threads.back()->resume();
			expected.insert(threads.back()->id());
		}
		for (const team_id team : { 0, (int)getpid() }) {
			std::set<thread_id> found;
			int32 cookie = 0;
			thread_info info;
			while (get_next_thread_info(team, &cookie, &info) == B_OK)
				found.insert(info.thread);
			EXPECT_EQ(found, expected);
		}
		end = true;
		for (const auto& thread : threads)
			thread->wait();
		int32 cookie = 0;
		thread_info info;
		EXPECT_EQ(get_next_thread_info(4000000, &cookie, &info), B_BAD_VALUE);
		EXPECT_EQ(get_next_thread_info(-1, &cookie, &info), B_BAD_VALUE);
	});
}

TEST(ThreadInfo, OfOtherTeams)
{
	int ends[2];
	ASSERT_EQ(pipe(ends), 0);
	const std::string name = "child of " + std::to_string(getpid());
	const pid_t child = start_child([&] {
		prctl(PR_SET_NAME, name.c_str());
		(void)!write(ends[1], "x", 1);
		for (;;)
			pause();
		return 0;
	});
	char byte;
	ASSERT_EQ(read(ends[0], &byte, 1), 1);
	await_state(child, B_THREAD_ASLEEP);
	thread_info info;
	EXPECT_EQ(get_thread_info(child, &info), B_OK);
	EXPECT_EQ(info.name, name);
	EXPECT_EQ(info.team, child);
	EXPECT_EQ(find_thread(name.c_str()), child);
	EXPECT_EQ(kill_team(child), B_OK);
	kernel_status_of(child);
	EXPECT_EQ(get_thread_info(child, &info), B_BAD_THREAD_ID);
	close(ends[0]);
	close(ends[1]);
}
