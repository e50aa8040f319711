/* spawn_thread() and what becomes of its threads. */
#include <set>
#include <vector>

#include "kernel_kit_test.h"

TEST(SpawnThread, ExistsAndWaitsUntilItIsResumed)
{
	in_child([] {
		std::atomic<bool> ran = false;
		spawned thread([&] { ran = true; return 7; });
		ASSERT_GT(thread.id(), 0);
		EXPECT_EQ(syscall(SYS_tgkill, getpid(), thread.id(), 0), 0);
		thread_info info;
		ASSERT_EQ(get_thread_info(thread.id(), &info), B_OK);
		EXPECT_EQ(info.state, B_THREAD_SUSPENDED);
		EXPECT_EQ(info.thread, thread.id());
		EXPECT_EQ(info.team, getpid());
		usleep(5000);
		EXPECT_FALSE(ran);
		EXPECT_EQ(resume_thread(thread.id()), B_OK);
		EXPECT_EQ(thread.wait(), 7);
		EXPECT_TRUE(ran);
	});
}

TEST(SpawnThread, GetsItsDataAndKnowsItsId)
{
	in_child([] {
		static thread_id seen;
		static void* data;
		int object;
		const thread_id thread = spawn_thread([](void* argument) -> int32 {
			seen = find_thread(nullptr);
			data = argument;
			return INT32_MIN;
		}, "x", B_NORMAL_PRIORITY, &object);
		status_t status;
		EXPECT_EQ(wait_for_thread(thread, &status), B_OK);
		EXPECT_EQ(status, INT32_MIN);
		EXPECT_EQ(seen, thread);
		EXPECT_EQ(data, &object);
	});
}

TEST(SpawnThread, BadArguments)
{
	in_child([] {
		EXPECT_EQ(spawn_thread(nullptr, "x", 10, nullptr), B_BAD_VALUE);
		EXPECT_EQ(spawn_thread([](void*) -> int32 { return 0; },
			(const char*)8, 10, nullptr), B_BAD_ADDRESS);
		const thread_id nameless = spawn_thread(
			[](void*) -> int32 { return 3; }, nullptr, 10, nullptr);
		status_t status;
		EXPECT_EQ(wait_for_thread(nameless, &status), B_OK);
		EXPECT_EQ(status, 3);
	});
}

TEST(SpawnThread, InheritsTheMask)
{
	in_child([] {
		sigset_t set;
		sigemptyset(&set);
		sigaddset(&set, SIGUSR1);
		sigprocmask(SIG_SETMASK, &set, nullptr);
		const uint64_t mask = kernel_mask();
		uint64_t inside = 0;
		spawned thread([&] { inside = kernel_mask(); return 0; });
		sigemptyset(&set);
		sigprocmask(SIG_SETMASK, &set, nullptr);
		thread.wait();
		EXPECT_EQ(inside, mask);
	});
}

/* A signal to the process must not wake it. */
TEST(SpawnThread, RunsNoHandlerBeforeItIsResumed)
{
	in_child([] {
		install_counter(SIGUSR1, 0);
		spawned thread([] { return 0; });
		sigset_t set;
		sigemptyset(&set);
		sigaddset(&set, SIGUSR1);
		sigprocmask(SIG_BLOCK, &set, nullptr);
		kill(getpid(), SIGUSR1);
		usleep(5000);
		EXPECT_EQ(handled_signals, 0);
		send_signal(thread.id(), SIGUSR1);
		usleep(5000);
		EXPECT_EQ(handled_signals, 0);
		thread.wait();
		EXPECT_GT(handled_signals, 0);
		EXPECT_EQ(handling_thread, thread.id());
	});
}

TEST(SpawnThread, HasAStackOf256KiB)
{
	in_child([] {
		spawned thread([] {
			thread_info info;
			EXPECT_EQ(get_thread_info(find_thread(nullptr), &info), B_OK);
			EXPECT_EQ((char*)info.stack_end - (char*)info.stack_base,
				256 * 1024);
			EXPECT_GT((char*)&info, (char*)info.stack_base);
			EXPECT_LT((char*)&info, (char*)info.stack_end);
			/* All of it can be used. */
			volatile char* last = (char*)info.stack_base;
			*last = 1;
			return *last;
		});
		EXPECT_EQ(thread.wait(), 1);
	});
}

TEST(SpawnThread, IsAThreadOfPthreads)
{
	in_child([] {
		pthread_t self = 0;
		static pthread_key_t key;
		static std::atomic<int> destroyed;
		pthread_key_create(&key, [](void*) { destroyed++; });
		spawned thread([&] {
			self = pthread_self();
			pthread_setspecific(key, &key);
			return 9;
		});
		thread.resume();
		while (self == 0)
			usleep(50);
		void* result = nullptr;
		EXPECT_EQ(pthread_join(self, &result), 0);
		EXPECT_EQ((intptr_t)result, 9);
		EXPECT_EQ(destroyed, 1);
		status_t status;
		EXPECT_EQ(wait_for_thread(thread.id(), &status), B_BAD_THREAD_ID);
	});
}

TEST(SpawnThread, DetachedCanBeWaitedForStill)
{
	in_child([] {
		spawned thread([] {
			EXPECT_EQ(pthread_detach(pthread_self()), 0);
			return 5;
		});
		EXPECT_EQ(thread.wait(), 5);
	});
}

TEST(SpawnThread, TryJoin)
{
	in_child([] {
		std::atomic<pthread_t> self = 0;
		std::atomic<bool> go = false;
		spawned thread([&] {
			self = pthread_self();
			while (!go)
				usleep(50);
			return 4;
		});
		thread.resume();
		while (self == 0)
			usleep(50);
		void* result = nullptr;
		EXPECT_EQ(pthread_tryjoin_np(self, &result), EBUSY);
		go = true;
		int error;
		while ((error = pthread_tryjoin_np(self, &result)) == EBUSY)
			usleep(50);
		EXPECT_EQ(error, 0);
		EXPECT_EQ((intptr_t)result, 4);
	});
}

TEST(WaitForThread, Errors)
{
	in_child([] {
		status_t status;
		EXPECT_EQ(wait_for_thread(-1, &status), B_BAD_THREAD_ID);
		EXPECT_EQ(wait_for_thread(0, &status), B_BAD_THREAD_ID);
		EXPECT_EQ(wait_for_thread(4000000, &status), B_BAD_THREAD_ID);
		EXPECT_EQ(wait_for_thread(find_thread(nullptr), &status),
			B_BAD_THREAD_ID);
		spawned thread([] { return 1; });
		EXPECT_EQ(wait_for_thread(thread.id(), (status_t*)8), B_BAD_ADDRESS);
		EXPECT_EQ(wait_for_thread(thread.id(), nullptr), B_OK);
		EXPECT_EQ(wait_for_thread(thread.id(), &status), B_BAD_THREAD_ID);
		EXPECT_EQ(resume_thread(thread.id()), B_BAD_THREAD_ID);
		EXPECT_EQ(kill_thread(thread.id()), B_BAD_THREAD_ID);
		EXPECT_EQ(suspend_thread(thread.id()), B_BAD_THREAD_ID);
		EXPECT_EQ(rename_thread(thread.id(), "x"), B_BAD_THREAD_ID);
		thread_info info;
		EXPECT_EQ(get_thread_info(thread.id(), &info), B_BAD_THREAD_ID);
	});
}

TEST(WaitForThread, LongAfterTheEnd)
{
	in_child([] {
		std::atomic<bool> ended = false;
		spawned thread([&] { ended = true; return 77; });
		thread.resume();
		while (!ended || thread_count() != 1)
			usleep(100);
		/* Some others come and go. */
		for (int i = 0; i < 20; i++)
			spawned([] { return 1; }).wait();
		EXPECT_EQ(thread.wait(), 77);
	});
}

TEST(WaitForThread, ManyForOne)
{
	in_child([] {
		std::atomic<bool> go = false;
		spawned target([&] {
			while (!go)
				usleep(50);
			return 6;
		});
		std::vector<std::unique_ptr<plain_thread>> waiters;
		std::atomic<int> told = 0;
		for (int i = 0; i < 8; i++) {
			waiters.push_back(std::make_unique<plain_thread>([&] {
				status_t status = 0;
				EXPECT_EQ(wait_for_thread(target.id(), &status), B_OK);
				told += status;
				return nullptr;
			}));
		}
		for (const auto& waiter : waiters)
			await_state(waiter->id(), B_THREAD_ASLEEP);
		go = true;
		for (const auto& waiter : waiters)
			waiter->join();
		EXPECT_EQ(told, 8 * 6);
	});
}

TEST(WaitForThread, OfPthreads)
{
	in_child([] {
		std::atomic<bool> go = false;
		plain_thread thread([&]() -> void* {
			while (!go)
				usleep(50);
			return nullptr;
		});
		spawned waiter([&] {
			status_t status = 1;
			EXPECT_EQ(wait_for_thread(thread.id(), &status), B_OK);
			return status;
		});
		waiter.resume();
		await_state(waiter.id(), B_THREAD_ASLEEP);
		go = true;
		EXPECT_EQ(waiter.wait(), B_OK);
		thread.join();
	});
}

TEST(WaitForThread, OfAChildProcess)
{
	in_child([] {
		const pid_t child = start_child([] { return 42; });
		status_t status = 0;
		EXPECT_EQ(wait_for_thread(child, &status), B_OK);
		EXPECT_EQ(status, 42);
		EXPECT_EQ(wait_for_thread(child, &status), B_BAD_THREAD_ID);

		const pid_t stopped = start_child([] { raise(SIGSTOP); return 3; });
		int word;
		ASSERT_EQ(syscall(SYS_wait4, stopped, &word, 2 /* WUNTRACED */,
			nullptr), stopped);
		EXPECT_EQ(wait_for_thread(stopped, &status), B_OK);
		EXPECT_EQ(status, 3);

		const pid_t killed = start_child([] { pause(); return 3; });
		EXPECT_EQ(kill_team(killed), B_OK);
		EXPECT_EQ(wait_for_thread(killed, &status), B_OK);
		EXPECT_EQ(status, B_INTERRUPTED);
	});
}

TEST(ResumeThread, OfAStoppedChild)
{
	in_child([] {
		const pid_t child = start_child([] { raise(SIGSTOP); return 3; });
		int word;
		ASSERT_EQ(syscall(SYS_wait4, child, &word, 2 /* WUNTRACED */,
			nullptr), child);
		EXPECT_EQ(suspend_thread(child), B_NOT_ALLOWED);
		EXPECT_EQ(resume_thread(child), B_OK);
		EXPECT_EQ(kernel_status_of(child), 3 << 8);
	});
}

TEST(WaitForThread, OfAnotherProcess)
{
	in_child([] {
		int ends[2];
		ASSERT_EQ(pipe(ends), 0);
		/* A grandchild. */
		int ids[2];
		ASSERT_EQ(pipe(ids), 0);
		const pid_t child = start_child([&] {
			const pid_t other = start_child([&] {
				close(ends[1]);
				char byte;
				return (int)read(ends[0], &byte, 1);
			});
			(void)!write(ids[1], &other, sizeof(other));
			return 0;
		});
		pid_t other = 0;
		ASSERT_EQ(read(ids[0], &other, sizeof(other)), (ssize_t)sizeof(other));
		kernel_status_of(child);
		spawned waiter([&] {
			status_t status = 1;
			EXPECT_EQ(wait_for_thread(other, &status), B_OK);
			return status;
		});
		waiter.resume();
		await_state(waiter.id(), B_THREAD_ASLEEP);
		close(ends[1]);
		/* init, or whoever has taken it over, may take its time. */
		if (kill(other, 0) == 0)
			kill(waiter.id(), 0);
		waiter.wait();
	});
}

static std::vector<int> called;

static void
note_call(void* number)
{
	called.push_back((intptr_t)number);
}

struct named_end {
	const char*	name;
	int32		(*end)();
	status_t	status;
};

static const named_end ENDS[] = {
	{ "Return", [] { return 11; }, 11 },
	{ "ExitThread", []() -> int32 { exit_thread(12); }, 12 },
	{ "PthreadExit", []() -> int32 { pthread_exit((void*)13); }, 13 },
	{ "PthreadCancel", []() -> int32 {
		pthread_cancel(pthread_self());
		for (;;)
			pthread_testcancel(); }, -1 },
	{ "ExitThreadInAHandler", []() -> int32 {
		signal(SIGUSR1, [](int) { exit_thread(14); });
		raise(SIGUSR1);
		return 0; }, 14 },
	{ "ExitThreadInASection", []() -> int32 {
		sigblockall();
		exit_thread(15); }, 15 }
};

class EndOfThread : public testing::TestWithParam<named_end> {
};

TEST_P(EndOfThread, TellsItsStatusAfterTheCallbacks)
{
	in_child([] {
		const named_end& test = GetParam();
		for (int round = 0; round < 3; round++) {
			called.clear();
			spawned thread([&] {
				for (intptr_t i = 1; i <= 3; i++)
					EXPECT_EQ(on_exit_thread(note_call, (void*)i), B_OK);
				return test.end();
			});
			EXPECT_EQ(thread.wait(), test.status);
			EXPECT_EQ(called, std::vector<int>({ 3, 2, 1 }));
			EXPECT_EQ(thread_count(), 1);
		}
	});
}

INSTANTIATE_TEST_SUITE_P(KernelKit, EndOfThread, testing::ValuesIn(ENDS),
	[](const auto& test) { return test.param.name; });

TEST(OnExitThread, ACallbackMayAddOthersOrEndTheThread)
{
	in_child([] {
		called.clear();
		spawned thread([] {
			on_exit_thread(note_call, (void*)1);
			on_exit_thread([](void*) { exit_thread(22); }, nullptr);
			on_exit_thread([](void*) {
				on_exit_thread(note_call, (void*)2);
			}, nullptr);
			return 21;
		});
		EXPECT_EQ(thread.wait(), 22);
		EXPECT_EQ(called, std::vector<int>({ 2, 1 }));
	});
}

TEST(OnExitThread, InPthreads)
{
	in_child([] {
		called.clear();
		plain_thread thread([]() -> void* {
			on_exit_thread(note_call, (void*)1);
			on_exit_thread(note_call, (void*)2);
			return (void*)3;
		});
		EXPECT_EQ(thread.join(), (void*)3);
		EXPECT_EQ(called, std::vector<int>({ 2, 1 }));

		called.clear();
		plain_thread other([]() -> void* {
			on_exit_thread(note_call, (void*)1);
			exit_thread(4);
		});
		EXPECT_EQ(other.join(), (void*)4);
		EXPECT_EQ(called, std::vector<int>({ 1 }));
	});
}

TEST(OnExitThread, NotForAKilledThread)
{
	in_child([] {
		called.clear();
		std::atomic<bool> ready = false;
		spawned thread([&] {
			on_exit_thread(note_call, (void*)1);
			ready = true;
			for (;;)
				pause();
			return 0;
		});
		thread.resume();
		while (!ready)
			usleep(50);
		EXPECT_EQ(kill_thread(thread.id()), B_OK);
		EXPECT_EQ(thread.wait(), B_INTERRUPTED);
		EXPECT_EQ(called, std::vector<int>());
	});
}

static int exit_pipe[2];

TEST(ExitThread, InTheMainThreadEndsTheTeam)
{
	ASSERT_EQ(pipe(exit_pipe), 0);
	EXPECT_EQ(kernel_status_of_child([] {
		on_exit_thread([](void*) { (void)!write(exit_pipe[1], "x", 1); },
			nullptr);
		spawned other([] { for (;;) pause(); return 0; });
		other.resume();
		exit_thread(31);
		return 0;
	}), 31 << 8);
	close(exit_pipe[1]);
	char byte;
	EXPECT_EQ(read(exit_pipe[0], &byte, 1), 1);
	close(exit_pipe[0]);
}

TEST(KillThread, NeverResumed)
{
	in_child([] {
		for (int i = 0; i < 50; i++) {
			std::atomic<bool> ran = false;
			spawned thread([&] { ran = true; return 1; });
			EXPECT_EQ(kill_thread(thread.id()), B_OK);
			EXPECT_EQ(thread.wait(), B_INTERRUPTED);
			EXPECT_FALSE(ran);
		}
		EXPECT_EQ(thread_count(), 1);
	});
}

TEST(KillThread, Itself)
{
	in_child([] {
		spawned thread([] { kill_thread(find_thread(nullptr)); return 1; });
		EXPECT_EQ(thread.wait(), B_INTERRUPTED);
	});
}

TEST(SpawnThread, ThousandsThatNobodyWaitsForLeaveNothing)
{
	in_child([] {
		long afterFirst = 0;
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 1000; i++) {
				const thread_id thread = spawn_thread(
					[](void*) -> int32 { return 0; }, "x", 10, nullptr);
				ASSERT_GT(thread, 0);
				if (i % 3 == 2)
					kill_thread(thread);
				else
					resume_thread(thread);
				while (thread_count() > 20)
					usleep(100);
			}
			while (thread_count() > 1)
				usleep(100);
			if (round == 0)
				afterFirst = pages_in_use();
		}
		EXPECT_LE(pages_in_use(), afterFirst + 40 * 72);
	});
}

TEST(SpawnThread, LimitOfProcesses)
{
	in_child([] {
		if (geteuid() == 0) {
			ASSERT_EQ(setresuid(65534, 65534, 65534), 0);
		}
		const struct rlimit limit = { 1, 1 };
		ASSERT_EQ(setrlimit(RLIMIT_NPROC, &limit), 0);
		EXPECT_EQ(spawn_thread([](void*) -> int32 { return 0; }, "x", 10,
			nullptr), B_NO_MORE_THREADS);
		EXPECT_EQ(thread_count(), 1);
	});
}

TEST(SpawnThread, LimitOfMemory)
{
	in_child([] {
		const rlim_t used = pages_in_use() * 4096;
		struct rlimit limit = { used + 3 * 1024 * 1024, RLIM_INFINITY };
		ASSERT_EQ(setrlimit(RLIMIT_AS, &limit), 0);
		std::vector<thread_id> threads;
		thread_id thread;
		while ((thread = spawn_thread([](void*) -> int32 { return 8; }, "x", 10,
				nullptr)) > 0 && threads.size() < 1000)
			threads.push_back(thread);
		EXPECT_TRUE(thread == B_NO_MORE_THREADS || thread == B_NO_MEMORY);
		EXPECT_LT(threads.size(), 100u);
		EXPECT_GT(threads.size(), 0u);
		for (const thread_id each : threads) {
			status_t status = 0;
			EXPECT_EQ(wait_for_thread(each, &status), B_OK);
			EXPECT_EQ(status, 8);
		}
		spawned last([] { return 2; });
		EXPECT_EQ(last.wait(), 2);
	});
}

TEST(SpawnThread, InManyThreadsAtOnce)
{
	in_child([] {
		static std::atomic<int> ran;
		std::vector<std::unique_ptr<spawned>> spawners;
		constexpr int SPAWNERS = 8;
		constexpr int EACH = 150;
		for (int i = 0; i < SPAWNERS; i++) {
			spawners.push_back(std::make_unique<spawned>([i]() -> int32 {
				std::vector<thread_id> threads;
				int sum = 0;
				for (int k = 0; k < EACH; k++) {
					const thread_id thread = spawn_thread(
						[](void* data) -> int32 {
							ran++;
							return (intptr_t)data;
						}, "worker", 10, (void*)(intptr_t)k);
					if (thread < 0)
						return thread;
					threads.push_back(thread);
					if (k % 2 == 0)
						resume_thread(thread);
					if (threads.size() == 5) {
						for (const thread_id each : threads) {
							status_t status = 0;
							if (wait_for_thread(each, &status) != B_OK)
								return -1;
							sum += status;
						}
						threads.clear();
					}
				}
				return sum;
			}));
			spawners.back()->resume();
		}
		for (const auto& spawner : spawners)
			EXPECT_EQ(spawner->wait(), EACH * (EACH - 1) / 2);
		EXPECT_EQ(ran, SPAWNERS * EACH);
		EXPECT_EQ(thread_count(), 1);
	});
}

/* Threads are killed and suspended wherever they are in the Kernel Kit's calls;
 * what these guard must not be lost with them. */
TEST(KillThread, InTheMiddleOfTheKernelKit)
{
	in_child([] {
		for (int i = 0; i < 300; i++) {
			spawned victim([]() -> int32 {
				const thread_id self = find_thread(nullptr);
				for (;;) {
					thread_info info;
					get_thread_info(self, &info);
					rename_thread(self, "victim with a long name");
					send_data(self, 1, "data", 5);
					char buffer[8];
					receive_data(nullptr, buffer, sizeof(buffer));
					has_data(self);
					set_thread_priority(self, 10);
				}
			});
			victim.resume();
			if (i % 3 == 0)
				usleep(i % 7 * 40);
			suspend_thread(victim.id());
			/* All that is needed is free while it is suspended. */
			thread_info info;
			EXPECT_EQ(get_thread_info(victim.id(), &info), B_OK);
			has_data(victim.id());
			resume_thread(victim.id());
			EXPECT_EQ(kill_thread(victim.id()), B_OK);
			EXPECT_EQ(victim.wait(), B_INTERRUPTED);
		}
		EXPECT_EQ(thread_count(), 1);
	});
}
