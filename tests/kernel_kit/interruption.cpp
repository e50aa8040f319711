/* Signals and resume_thread() during the calls that wait. */
#include "kernel_kit_test.h"

struct named_call {
	const char*	name;
	status_t	(*call)();
};

static const named_call CALLS[] = {
	{ "Snooze", [] { return snooze(B_INFINITE_TIMEOUT); } },
	{ "SnoozeUntil", [] {
		return snooze_until(system_time() + 100000000, B_SYSTEM_TIMEBASE); } },
	{ "ReceiveData", [] { return (status_t)receive_data(nullptr, nullptr, 0); } },
	{ "SendData", [] {
		const thread_id self = find_thread(nullptr);
		if (!has_data(self))
			send_data(self, 1, "abc", 3);
		return send_data(self, 2, "def", 3); } },
	{ "WaitForSpawnedThread", [] {
		static const thread_id thread = spawn_thread([](void*) -> int32 {
			for (;;)
				snooze(B_INFINITE_TIMEOUT);
		}, "x", 10, nullptr);
		status_t status;
		return wait_for_thread(thread, &status); } },
	{ "WaitForMainThread", [] {
		status_t status;
		return wait_for_thread(getpid(), &status); } },
	{ "WaitForChild", [] {
		static const pid_t child = start_child([] { pause(); return 0; });
		status_t status;
		return wait_for_thread(child, &status); } },
};

static const int FLAGS[] = { 0, SA_RESTART };

class Interruption
	: public testing::TestWithParam<std::tuple<named_call, int>> {
};

TEST_P(Interruption, ByAHandler)
{
	in_child([] {
		const auto& [test, flags] = GetParam();
		install_counter(SIGUSR1, flags);
		for (int i = 1; i <= 3; i++) {
			spawned thread([&] { return test.call(); });
			thread.resume();
			await_state(thread.id(), strcmp(test.name, "ReceiveData") == 0
				? B_THREAD_RECEIVING : B_THREAD_ASLEEP);
			EXPECT_EQ(send_signal(thread.id(), SIGUSR1), B_OK);
			EXPECT_EQ(thread.wait(), B_INTERRUPTED);
			EXPECT_EQ(handled_signals, i);
		}
	});
}

TEST_P(Interruption, ByResumeThread)
{
	in_child([] {
		const auto& [test, flags] = GetParam();
		for (const bool suspended : { false, true }) {
			spawned thread([&] { return test.call(); });
			thread.resume();
			await_state(thread.id(), strcmp(test.name, "ReceiveData") == 0
				? B_THREAD_RECEIVING : B_THREAD_ASLEEP);
			if (suspended) {
				EXPECT_EQ(suspend_thread(thread.id()), B_OK);
				await_state(thread.id(), B_THREAD_SUSPENDED);
			}
			EXPECT_EQ(resume_thread(thread.id()), B_OK);
			EXPECT_EQ(thread.wait(), B_INTERRUPTED);
		}
	});
}

/* Ignored and blocked ones do not. */
TEST_P(Interruption, NotByASignalWithoutHandler)
{
	in_child([] {
		const auto& [test, flags] = GetParam();
		signal(SIGUSR2, SIG_IGN);
		install_counter(SIGUSR1, flags);
		std::atomic<bool> done = false;
		spawned thread([&] {
			sigset_t set;
			sigemptyset(&set);
			sigaddset(&set, SIGUSR1);
			sigprocmask(SIG_BLOCK, &set, nullptr);
			const status_t result = test.call();
			done = true;
			return result;
		});
		thread.resume();
		const thread_state state = strcmp(test.name, "ReceiveData") == 0
			? B_THREAD_RECEIVING : B_THREAD_ASLEEP;
		await_state(thread.id(), state);
		for (int i = 0; i < 10; i++) {
			send_signal(thread.id(), SIGUSR1);
			send_signal(thread.id(), SIGUSR2);
			usleep(200);
		}
		EXPECT_FALSE(done);
		EXPECT_EQ(handled_signals, 0);
		EXPECT_EQ(kill_thread(thread.id()), B_OK);
		EXPECT_EQ(thread.wait(), B_INTERRUPTED);
	});
}

INSTANTIATE_TEST_SUITE_P(KernelKit, Interruption,
	testing::Combine(testing::ValuesIn(CALLS), testing::ValuesIn(FLAGS)),
	[](const auto& test) {
		return std::string(std::get<0>(test.param).name)
			+ (std::get<1>(test.param) != 0 ? "Restart" : "");
	});

/* The handler makes the same calls. */
TEST(Interruption, HandlersUseTheKernelKit)
{
	in_child([] {
		struct sigaction action = {};
		action.sa_handler = [](int) {
			const thread_id self = find_thread(nullptr);
			thread_info info;
			get_thread_info(self, &info);
			if (!has_data(self))
				send_data(self, 5, "x", 1);
			rename_thread(self, "from the handler");
			handled_signals++;
		};
		sigaction(SIGUSR1, &action, nullptr);
		std::atomic<bool> end = false;
		spawned thread([&] {
			const thread_id self = find_thread(nullptr);
			while (!end) {
				thread_info info;
				get_thread_info(self, &info);
				rename_thread(self, "from the thread");
				if (has_data(self))
					receive_data(nullptr, nullptr, 0);
				spawned inner([] { return 3; });
				status_t status = 0;
				status_t result;
				do {
					result = wait_for_thread(inner.id(), &status);
				} while (result == B_INTERRUPTED);
				EXPECT_EQ(result, B_OK);
				EXPECT_EQ(status, 3);
			}
			return 1;
		});
		thread.resume();
		for (int i = 0; i < 3000; i++) {
			send_signal(thread.id(), SIGUSR1);
			if (i % 16 == 0)
				usleep(100);
		}
		end = true;
		status_t status;
		while (wait_for_thread(thread.id(), &status) == B_INTERRUPTED)
			;
		EXPECT_EQ(status, 1);
		EXPECT_GT(handled_signals, 10);
	});
}
